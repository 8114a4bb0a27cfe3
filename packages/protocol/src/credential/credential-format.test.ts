import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import {
  type Environment,
  makeClientId,
  makeSecret,
  parseClientId,
  parseSecret,
} from './credential-format.ts';

interface Vector {
  readonly comment: string;
  readonly kind: 'secret' | 'client_id';
  readonly prefix: string;
  readonly environment: Environment;
  readonly text: string;
  readonly expect: 'valid' | 'prefix' | 'environment' | 'shape' | 'checksum';
  readonly secret_id?: string;
  readonly hint?: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('./vectors.json', import.meta.url), 'utf8')) as {
  vectors: readonly Vector[];
};

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

describe('the published vectors', () => {
  test.each(vectors)(
    '$kind, $comment: $expect',
    ({ kind, text, prefix, environment, expect: word, secret_id, hint }) => {
      const parsed = (kind === 'secret' ? parseSecret : parseClientId)(text, prefix, environment);
      if (word !== 'valid') expect(parsed).toEqual({ ok: false, refusal: word });
      else if (kind === 'secret') expect(parsed).toEqual({ ok: true, value: { secretId: secret_id, hint } });
      else expect(parsed).toEqual({ ok: true, value: text });
    },
  );
});

describe('a secret', () => {
  test('is its prefix, 8 characters of id, 43 of randomness and 6 of checksum', () => {
    expect(makeSecret('rsec', 'live', bytes).text).toMatch(/^rsec_[0-9A-Za-z]{57}$/);
    expect(makeSecret('rsec', 'sandbox', bytes).text).toMatch(/^rsec_test_[0-9A-Za-z]{57}$/);
  });

  test('parses to the id and hint it was made with', () => {
    const { text, secretId, hint } = makeSecret('rsec', 'live', bytes);
    expect(parseSecret(text, 'rsec', 'live')).toEqual({ ok: true, value: { secretId, hint } });
    expect(text.endsWith(hint)).toBe(true);
  });

  test('with any one character replaced is refused', () => {
    const character = fc.constantFrom(
      ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-. %',
    );
    const { text } = makeSecret('rsec', 'live', bytes);
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), character, (index, other) => {
        fc.pre(text[index] !== other);
        const altered = text.slice(0, index) + other + text.slice(index + 1);
        expect(parseSecret(altered, 'rsec', 'live').ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('cut at any length is refused', () => {
    const { text } = makeSecret('rsec', 'live', bytes);
    for (let length = 0; length < text.length; length++) {
      expect(parseSecret(text.slice(0, length), 'rsec', 'live').ok).toBe(false);
    }
  });

  test('never takes any text but a secret for one', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !parseSecret(text, 'rsec', 'live').ok));
  });
});

describe('randomness', () => {
  test('is drawn without favouring letters: bytes beyond the last multiple of 62 are thrown away', () => {
    const drawn = [
      ...Uint8Array.from([248, 255, 0, 61, 247, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
    ];
    const id = makeClientId('rspub', 'live', (length) => Uint8Array.from(drawn.splice(0, length)));
    expect(id).toBe('rspub_0zz123456789ABCD');
  });

  test('differs from call to call', () => {
    const ids = Array.from({ length: 1000 }, () => makeClientId('rspub', 'live', bytes));
    expect(new Set(ids).size).toBe(1000);
  });
});

test('the checksum is the CRC-32 of zip', () => {
  expect(crc32('123456789')).toBe(0xcbf43926);
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => crc32(text) === zlibCrc32(text)));
});
