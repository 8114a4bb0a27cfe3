import { expect, test } from 'vitest';
import { TOKEN_REFUSALS, type TokenRefusalCause, tokenRefusalFacts } from './token-refusal.ts';

const causes = Object.keys(TOKEN_REFUSALS) as TokenRefusalCause[];

test.each(causes)('%s has a description of the characters that RFC 6749 §5.2 allows', (cause) => {
  expect(tokenRefusalFacts(cause).description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
});

test('causes that depend on stored state share one answer, and no other cause gives it', () => {
  const facts = causes.map(tokenRefusalFacts);
  const answer = ({ status, error, description }: (typeof facts)[number]) =>
    `${status} ${error} ${description}`;
  const stored = new Set(facts.filter((fact) => fact.stored).map(answer));
  expect(stored.size).toBe(1);
  expect(facts.filter((fact) => !fact.stored).some((fact) => stored.has(answer(fact)))).toBe(false);
});

test('every cause that the bytes of a request show has a description of its own, but for the two environments', () => {
  const descriptions = causes
    .map(tokenRefusalFacts)
    .filter((fact) => !fact.stored)
    .map((fact) => fact.description);
  expect(new Set(descriptions).size).toBe(descriptions.length);
});
