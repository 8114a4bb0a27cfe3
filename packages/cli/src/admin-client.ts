import {
  type ApiClient,
  createApiClient,
  OPERATIONS,
  type Operations,
  PARTNER_OPERATIONS,
  type PartnerOperations,
  type Result,
} from '@gatepass/protocol';
import type { AdminRequest } from './admin-request.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, fail } from './failure.ts';

type Id = keyof Operations;

/** What an operator is answered; or a member of a partner, in the partner API. */
type AnswerOf<Of extends Id> =
  | Operations[Of]['answer']
  | (Of extends keyof PartnerOperations ? Operations[PartnerOperations[Of]]['answer'] : never);

/**
 * Everything that a server does, one function for each operation, for whoever it is that asks: what a member may do,
 * the partner API does.
 */
export type AdminClient = {
  readonly [Of in Id]: (
    ...args: Parameters<ApiClient<Failure>[Of]>
  ) => Promise<Result<AnswerOf<Of>, Failure>>;
};

/** What members alone are asked, about themselves. */
export type MemberClient = Pick<
  ApiClient<Failure>,
  'createPartnerRequest' | 'listOwnMembers' | 'listOwnTokens' | 'showOwnPartner'
>;

/** `limit` and `after` of protocol's `Page`, as they were typed: the server checks them. */
export interface PageQuery {
  readonly limit?: string;
  readonly after?: string;
}

/** `dry_run`: the answer is what it would be, and nothing is done. */
export interface DryRunQuery {
  readonly dry_run?: 'true';
}

/** As an operator. */
export function adminClient(request: AdminRequest): AdminClient {
  return createApiClient(request);
}

/** The refusal of whatever the partner API has nothing for. It is compared by identity. */
export const OPERATORS_ALONE = fail(
  EXIT.forbidden,
  'This takes the token of an operator, and GATEPASS_TOKEN is that of a member of a partner',
);

/** As a member of a partner: what the admin API does goes to its counterpart, and what has none is refused here. */
export function memberClient(request: AdminRequest): AdminClient {
  const functions: ApiClient<Failure> = createApiClient(request);
  const counterparts: { readonly [Of in Id]?: Id } = PARTNER_OPERATIONS;
  const answering = (id: Id) => {
    const ofOperators = OPERATIONS[id].path.startsWith('/api/v1/admin/');
    const counterpart = ofOperators ? counterparts[id] : id;
    return counterpart === undefined ? async () => OPERATORS_ALONE : functions[counterpart];
  };
  const ids = Object.keys(OPERATIONS) as Id[];
  return Object.fromEntries(ids.map((id) => [id, answering(id)])) as unknown as AdminClient;
}
