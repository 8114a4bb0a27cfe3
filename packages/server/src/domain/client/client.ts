import type { Scope, Status } from '@gatepass/protocol';

/** What authenticates at the token endpoint (RFC 6749 §2). It acts for exactly one parent account, for life. */
export interface Client {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly parentAccountId: string;
  /** What it may be granted. Never empty. */
  readonly scope: Scope;
  readonly status: Status;
  readonly createdAt: number;
}
