import type { PublicKey } from '../client-key/client-key.ts';
import type { ParsedAssertion } from './assertion.ts';

/**
 * Whether the key made the signature. Without a key, or with one that cannot have made it, the same work is done and
 * the answer is no: the time depends on the bytes of the assertion alone.
 */
export type VerifyAssertion = (
  assertion: Pick<ParsedAssertion, 'alg' | 'signingInput' | 'signature'>,
  key: PublicKey | undefined,
) => boolean;
