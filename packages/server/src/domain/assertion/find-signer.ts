import type { PublicKey } from '../client-key/client-key.ts';
import { type CredentialKey, clientKeyState } from '../client-key/credential-key.ts';
import type { ParsedAssertion } from './assertion.ts';
import type { VerifyAssertion } from './verify-assertion.ts';

/** So many keys are tried, and an assertion that is refused costs so many verifications, whatever the reason. */
export const MAX_VERIFICATIONS = 5;

/** Which key made an assertion, and what it took to find out. */
export interface SignerSearch {
  readonly signer: CredentialKey | undefined;
  /** The first key that could have made it. */
  readonly candidate: CredentialKey | undefined;
  readonly verifications: number;
}

/**
 * Tries the client's keys that fit the assertion, those that are good first: a key that has ended must not hide one
 * that is good, and yet be told from a stranger's.
 */
export function findSigner(
  assertion: ParsedAssertion,
  keys: readonly CredentialKey[],
  verify: VerifyAssertion,
  now: number,
): SignerSearch {
  const fitting = keys.filter((key) => fitsAssertion(key, assertion));
  const isGood = (key: CredentialKey) => clientKeyState(key, now) === 'active';
  const candidates = [...fitting.filter(isGood), ...fitting.filter((key) => !isGood(key)).reverse()];
  const tried = candidates.slice(0, MAX_VERIFICATIONS);
  const index = tried.findIndex((key) => verify(assertion, key));
  const found = index === -1 ? undefined : tried[index];
  return { signer: found, candidate: candidates[0], verifications: found ? index + 1 : tried.length };
}

/** The algorithm is the key's (RFC 8725 §3.1). A key without a `kid` may be called anything, it has no other name. */
export function fitsAssertion(key: PublicKey, { alg, kid }: ParsedAssertion): boolean {
  return key.alg === alg && (kid === undefined || key.kid === null || key.kid === kid);
}
