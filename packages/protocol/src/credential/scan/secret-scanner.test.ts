import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSecret, parseSecret } from '../credential-format.ts';
import { createSecretScanner, type FoundSecret } from './secret-scanner.ts';
import { LOOK_ALIKES } from './testing/look-alikes.ts';
import { type Planted, plantedText } from './testing/planted-text.ts';
import { type SeededRandom, seededRandom } from './testing/seeded-random.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const SECRET = 'rsec_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno4D56Ve';
const SANDBOX = 'rsec_test_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno0nATGz';

/** What a new scanner finds in these pieces. */
function scan(...pieces: readonly (string | Uint8Array)[]): FoundSecret[] {
  const scanner = createSecretScanner();
  return pieces.flatMap((piece) => scanner.push(typeof piece === 'string' ? bytesOf(piece) : piece));
}

/** Tries every place. */
function exhaustiveSearch(text: string): [offset: number, secret: string][] {
  return [...text].flatMap((_, offset): [number, string][] => {
    const match = /^(rsec|rsop|rsapi)_(test_)?[0-9A-Za-z]{57}/.exec(text.slice(offset));
    if (match === null) return [];
    const [secret, prefix = '', mark] = match;
    return parseSecret(secret, prefix, mark === undefined ? 'live' : 'sandbox').ok ? [[offset, secret]] : [];
  });
}

const texts = (found: readonly FoundSecret[]) => found.map(({ reveal }) => reveal());

/** What a new scanner finds when the bytes come in pieces of this size. */
function scanInPieces(bytes: Uint8Array, size: number): FoundSecret[] {
  const scanner = createSecretScanner();
  const found: FoundSecret[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...scanner.push(bytes.subarray(at, at + size)));
  return found;
}

/** Pieces of random sizes, the largest of a random size too. */
function pieces(bytes: Uint8Array, random: SeededRandom): Uint8Array[] {
  const largest = random.pick([3, 17, 64, 500, bytes.length]);
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + random.below(largest);
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
}

const toPlanted = ({ kind, environment, reveal, offset, line, column }: FoundSecret): Planted => ({
  kind,
  environment,
  text: reveal(),
  offset,
  line,
  column,
});

describe('in 100,000 texts with secrets, parts of them, altered ones and look-alikes', () => {
  test('exactly the real ones are found, each where it stands, in pieces of any size', () => {
    const random = seededRandom(20261124);
    let real = 0;
    for (let count = 0; count < 100_000; count++) {
      const { bytes, planted } = plantedText(random);
      const found = scan(...pieces(bytes, random)).map(toPlanted);
      if (JSON.stringify(found) !== JSON.stringify(planted)) expect(found, `text ${count}`).toEqual(planted);
      real += planted.length;
    }
    expect(real).toBeGreaterThan(100_000);
  });

  test.each(Object.entries(LOOK_ALIKES))('nothing is found in a look-alike: %s', (_name, lookAlike) => {
    const random = seededRandom(7);
    for (let count = 0; count < 1000; count++) {
      const { text } = makeSecret('rsec', random.pick(['live', 'sandbox']), random.bytes);
      expect(scan(`a ${lookAlike(text, random)} b`)).toEqual([]);
    }
  });
});

describe('a secret', () => {
  test('is told with its kind, its environment and its place', () => {
    const [found] = scan(`# settings\nSECRET='${SANDBOX}'\n`);
    expect(found).toMatchObject({
      kind: 'clientSecret',
      environment: 'sandbox',
      secretId: '01234567',
      hint: 'ATGz',
      masked: 'rsec_test_01234567…ATGz',
      offset: 19,
      length: SANDBOX.length,
      line: 2,
      column: 9,
    });
    expect(found?.reveal()).toBe(SANDBOX);
  });

  test('is shown whole by nothing but reveal', () => {
    const [found] = scan(SECRET);
    expect(JSON.stringify(found) + inspect(found, { depth: null, showHidden: true })).not.toContain(
      SECRET.slice(13, -4),
    );
  });

  test('is told with the byte that completes it', () => {
    const scanner = createSecretScanner();
    const bytes = bytesOf(SECRET);
    for (const byte of bytes.subarray(0, -1)) expect(scanner.push(Uint8Array.of(byte))).toEqual([]);
    expect(texts(scanner.push(bytes.subarray(-1)))).toEqual([SECRET]);
    expect(scanner.push(bytesOf('\n'))).toEqual([]);
  });

  test('is found with letters and digits at either side: escapes end in them, and records begin with them', () => {
    for (const [before, after] of [
      ['\\n', ''],
      ['%3D', '%26'],
      ['\u001b[1m', '0'],
      ['x', 'x'],
      ['_', '_'],
    ]) {
      expect(texts(scan(before + SECRET + after))).toEqual([SECRET]);
    }
  });

  test('is found behind another that touches it', () => {
    expect(texts(scan(SECRET + SANDBOX + SECRET))).toEqual([SECRET, SANDBOX, SECRET]);
  });

  test('is found wherever it stands among any bytes, and no other is', () => {
    const anything = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(anything, anything, fc.integer({ min: 1, max: 100 }), (before, after, size) => {
        const { text } = makeSecret('rsapi', 'live', randomBytes);
        const bytes = Uint8Array.from([...before, ...bytesOf(text), ...after]);
        const found = scanInPieces(bytes, size);
        expect(found.map(({ offset, reveal }) => [offset, reveal()])).toEqual([[before.length, text]]);
      }),
      { numRuns: 2000 },
    );
  });

  test('is found where an exhaustive search finds it, in parts and mixtures of secrets', () => {
    const parts = [
      SECRET,
      SANDBOX,
      SECRET.slice(0, 40),
      SECRET.slice(40),
      SANDBOX.slice(0, 20),
      SANDBOX.slice(20),
    ];
    const part = fc.constantFrom(...parts, 'rsec', 'rsop', 'test', '_', 'a', '\0', ' ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 200 }), (mixture, size) => {
        const bytes = bytesOf(mixture.join(''));
        const found = scanInPieces(bytes, size);
        expect(found.map(({ offset, reveal }) => [offset, reveal()])).toEqual(
          exhaustiveSearch(mixture.join('')),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test('is found at every place of a long stream, over the edges of what is held of it', () => {
    for (let place = 65_400; place < 65_700; place++) {
      const filler = new Uint8Array(place).fill(0x2e);
      const [found, ...more] = scan(filler, SECRET, filler, SANDBOX);
      expect(found).toMatchObject({ offset: place, line: 1, column: place + 1 });
      const next = 2 * place + SECRET.length;
      expect(more).toMatchObject([{ offset: next, line: 1, column: next + 1 }]);
    }
  });
});

describe('in UTF-16', () => {
  /** The characters with this byte between them. */
  const spread = (text: string, between: number) =>
    Uint8Array.from([...bytesOf(text)].flatMap((byte) => [byte, between]));

  test('a secret is found beside one in ASCII, in the order in which they stand', () => {
    const bytes = Uint8Array.from([...spread(SANDBOX, 0), ...bytesOf(SECRET), 0, ...spread(SANDBOX, 0)]);
    expect(texts(scan(bytes))).toEqual([SANDBOX, SECRET, SANDBOX]);
  });

  test('every other byte is zero, or it is no secret', () => {
    expect(scan(spread(SECRET, 0x2e))).toEqual([]);
    for (let gap = 1; gap < 2 * SECRET.length - 1; gap += 2) {
      const bytes = spread(SECRET, 0);
      bytes[gap] = 0x2e;
      expect(scan(bytes)).toEqual([]);
    }
  });
});

describe('other prefixes', () => {
  const deployments = [{ clientSecret: 'acme' }, { clientSecret: 'acme2', apiKey: 'acme' }];
  const { text } = makeSecret('acme2', 'live', randomBytes);

  test('are looked for where they are given, and only those', () => {
    expect(texts(createSecretScanner(deployments).push(bytesOf(text + SECRET)))).toEqual([text]);
  });

  test('are the longest ones too', () => {
    const prefix = 'abcdefghijklmnop';
    const long = makeSecret(prefix, 'sandbox', randomBytes).text;
    const wide = Uint8Array.from([...bytesOf(long)].flatMap((byte) => [byte, 0]));
    const filler = new Uint8Array(65_536 - 150).fill(0x20);
    const scanner = createSecretScanner([{ clientSecret: prefix }]);
    expect(texts([...scanner.push(filler), ...scanner.push(wide), ...scanner.push(filler)])).toEqual([long]);
  });

  test.each(['', 'a', 'with_underscore', 'seventeenletters0'])('cannot be %j', (clientSecret) => {
    expect(() => createSecretScanner([{ clientSecret }])).toThrow(TypeError);
  });
});
