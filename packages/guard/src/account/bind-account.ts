import { isAccountId, isWrite, ok, PARENT_ACCOUNT_HEADER, type Result, refuse } from '@gatepass/protocol';
import type { GuardRequest, Principal } from '../guard.ts';
import type { ReasonOf } from '../refusal/guard-refusals.ts';

type AccountReason = ReasonOf<
  'parent_account_missing' | 'parent_account_malformed' | 'parent_account_mismatch'
>;

/**
 * The parent account in force: always the token's. The header can only confirm it, and a write must do so.
 * Values are compared as they are; optional white space around them is gone with the HTTP parser.
 */
export function bindAccount(
  principal: Principal,
  request: Pick<GuardRequest, 'method' | 'header'>,
): Result<string, AccountReason> {
  const [named, ...more] = request.header(PARENT_ACCOUNT_HEADER);
  if (more.length > 0) return refuse('account_header_repeated');
  if (named === undefined) {
    return isWrite(request.method) ? refuse('account_header_missing') : ok(principal.parentAccountId);
  }
  if (!isAccountId(named)) return refuse('account_header_malformed');
  return named === principal.parentAccountId ? ok(named) : refuse('account_not_of_token');
}
