import { type ApiClient, createApiClient } from '@gatepass/protocol';
import type { AdminRequest } from './admin-request.ts';
import type { Failure } from './failure.ts';

/** Everything that a server does, one function for each operation. */
export type AdminClient = ApiClient<Failure>;

/** `limit` and `after` of protocol's `Page`, as they were typed: the server checks them. */
export interface PageQuery {
  readonly limit?: string;
  readonly after?: string;
}

/** `dry_run`: the answer is what it would be, and nothing is done. */
export interface DryRunQuery {
  readonly dry_run?: 'true';
}

export function adminClient(request: AdminRequest): AdminClient {
  return createApiClient(request);
}
