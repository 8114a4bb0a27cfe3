import { encodeFormComponent } from '@gatepass/protocol';
import { rfcExamples } from '@gatepass/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBasic } from './basic-credentials.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('Basic credentials', () => {
  test('are read as in the example of RFC 7617 §2', () => {
    const example = rfcExamples().find(({ id }) => id === 'rfc7617-2');
    const [clientId, clientSecret] = example?.decoded ?? [];
    expect(parseBasic(example?.value ?? '')).toEqual({ ok: true, value: { clientId, clientSecret } });
  });

  test('are read as in the example of RFC 6749 §4.4.2', () => {
    const example = rfcExamples().find(({ id }) => id === 'rfc6749-4.4.2');
    const value = { clientId: 's6BhdRkqt3', clientSecret: 'gX1fBat3bV' };
    expect(parseBasic(example?.headers?.Authorization ?? '')).toEqual({ ok: true, value });
  });

  test('are split at the first colon, and decoded as a form behind it', () => {
    const value = { clientId: 'a b', clientSecret: 'c:d+é' };
    expect(parseBasic(basic('a+b:c:d%2B%C3%A9'))).toEqual({ ok: true, value });
  });

  test('come out as they were, whatever characters they have, when both halves are form-encoded', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (clientId, clientSecret) => {
        const sent = basic(`${encodeFormComponent(clientId)}:${encodeFormComponent(clientSecret)}`);
        expect(parseBasic(sent)).toEqual({ ok: true, value: { clientId, clientSecret } });
      }),
    );
  });

  test('have one spelling: any other base64 of the same bytes is malformed', () => {
    const canonical = basic('ab:cd');
    expect(parseBasic(canonical).ok).toBe(true);
    for (const other of [
      canonical.replace('=', ''),
      `${canonical}=`,
      canonical.replace('Q=', 'R='),
      `${canonical} `,
    ]) {
      expect(parseBasic(other), other).toEqual({ ok: false, refusal: 'malformed' });
    }
  });

  test('never fail on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => typeof parseBasic(`Basic ${text}`).ok === 'boolean',
      ),
    );
  });
});
