import { isAccountId } from '@gatepass/protocol';
import { holdsCredential } from '../ledger/holds-credential.ts';

/**
 * Whether an account may be given this id here. A whole secret, pasted into the wrong field, has the form of an id; but
 * ids stand in the ledger, for ever.
 */
export function isNewAccountId(text: string): boolean {
  return isAccountId(text) && !holdsCredential(text);
}
