import { describe, expect, it } from 'vitest';
import { parseCompactJws } from './compact-jws.ts';

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

describe('parseCompactJws', () => {
  it('takes a token apart and keeps the text that was signed', () => {
    const token = `${encode('{"alg":"RS256"}')}.${encode('payload')}.AQID`;
    const jws = parseCompactJws(token, 100);
    if (!jws.ok) expect.fail(jws.refusal);
    expect(jws.value.header).toEqual({ alg: 'RS256' });
    expect(Buffer.from(jws.value.payload).toString()).toBe('payload');
    expect([...jws.value.signature]).toEqual([1, 2, 3]);
    expect(Buffer.from(jws.value.signingInput).toString()).toBe(token.slice(0, token.lastIndexOf('.')));
  });

  it('looks at nothing longer than its limit', () => {
    const dots = '.'.repeat(101);
    expect(parseCompactJws(dots, 100)).toEqual({ ok: false, refusal: 'token_too_long' });
    expect(parseCompactJws(dots.slice(1), 100)).toEqual({ ok: false, refusal: 'not_compact_jws' });
  });
});
