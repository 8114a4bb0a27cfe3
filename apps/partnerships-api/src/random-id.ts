import { randomBytes } from 'node:crypto';
import type { IdKind } from './domain/account.ts';

/** 120 bits, so that no two are ever equal and none can be guessed. */
const RANDOM_BYTES = 15;

/** An id that says what it names: `acct_` and 20 characters of base64url. */
export function randomId(kind: IdKind): string {
  return `${kind}_${randomBytes(RANDOM_BYTES).toString('base64url')}`;
}
