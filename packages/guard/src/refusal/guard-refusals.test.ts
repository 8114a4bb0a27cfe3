import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toRefusal } from './guard-refusal.ts';
import {
  GUARD_REFUSALS,
  type GuardRefusalCode,
  type GuardRefusalReason,
  guardRefusalFacts,
} from './guard-refusals.ts';

const codes = Object.keys(GUARD_REFUSALS) as GuardRefusalCode[];
const reasons = codes.flatMap((code) => guardRefusalFacts(code).reasons as readonly GuardRefusalReason[]);

describe('GUARD_REFUSALS', () => {
  it('gives each reason to one code', () => {
    expect(new Set(reasons).size).toBe(reasons.length);
    for (const reason of reasons) {
      const refusal = toRefusal(reason, 'api');
      expect(guardRefusalFacts(refusal.code).reasons).toContain(reason);
    }
  });

  it.each(codes)('describes %s in characters that a challenge can carry (RFC 6750 §3)', (code) => {
    expect(guardRefusalFacts(code).description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+\.$/);
  });

  it('has a challenge on every 401, and on the errors of RFC 6750', () => {
    for (const code of codes) {
      const { status, challenge } = guardRefusalFacts(code);
      if (status === 401) expect(challenge).toBeDefined();
    }
  });

  it('is the table in the README', () => {
    const rows = codes.map((code) => {
      const { status, challenge, when } = guardRefusalFacts(code);
      const error = challenge ? (challenge.error ? `\`${challenge.error}\`` : 'none') : 'no challenge';
      return `| \`${code}\` | ${status} | ${error} | ${when} |`;
    });
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const lines = readme.split('\n').map((line) => line.replace(/ +/g, ' '));
    const written = lines.filter((line) => /^\| `[a-z_]+` \| \d/.test(line));
    expect(written).toEqual(rows);
  });
});
