import { TOKEN_REFUSALS, type TokenRefusalCause, tokenRefusalFacts } from '@gatepass/protocol';

/** Decided by stored state, but not by a client's. */
const NOT_OF_A_CLIENT: readonly TokenRefusalCause[] = ['client_unknown', 'api_key_wrong'];
/** Decided after a client has authenticated. */
const OF_AN_AUTHENTICATED_CLIENT: readonly TokenRefusalCause[] = [
  'token_budget_exceeded',
  'resource_malformed',
  'resource_unknown',
  'scope_malformed',
  'scope_not_granted',
  'token_of_another_client',
  'self_rotation_not_allowed',
  'self_rotation_exposed',
  'self_rotation_pending',
  'self_rotation_replaced',
  'self_rotation_full',
  'explanation_unknown',
];

const IMPLYING = new Set(
  (Object.keys(TOKEN_REFUSALS) as TokenRefusalCause[]).filter(
    (cause) =>
      OF_AN_AUTHENTICATED_CLIENT.includes(cause) ||
      (tokenRefusalFacts(cause).stored === true && !NOT_OF_A_CLIENT.includes(cause)),
  ),
);

/** Whether a request refused for this cause named a client that there is. Any other may name what it likes. */
export function impliesClient(cause: TokenRefusalCause): boolean {
  return IMPLYING.has(cause);
}
