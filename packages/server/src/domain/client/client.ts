import type { Scope, Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';

/** How a client proves itself, and the only way it may (RFC 7591 §2, `token_endpoint_auth_method`). */
export type AuthMethod = 'client_secret' | 'private_key_jwt';

/** Where a client may ask from. `report` refuses nothing and counts what `enforce` would have refused. */
export interface AllowedNetworks {
  /** In CIDR notation. */
  readonly list: readonly string[];
  readonly stage: 'off' | 'report' | 'enforce';
}

/** How many tokens a client may get. `observe` counts, `warn` also tells the client, `enforce` also refuses. */
export interface TokenBudget {
  readonly tokensPerHour: number;
  readonly stage: 'observe' | 'warn' | 'enforce';
}

/** What operators set of a client after it was made. */
export interface ClientSettings {
  readonly authMethod: AuthMethod;
  /** Whether the client may make itself a new secret. */
  readonly selfRotation: boolean;
  /** When its approval ends, in milliseconds. */
  readonly endsAt: number | null;
  /** Where its public keys are fetched from (RFC 7517 §5), instead of registered ones. */
  readonly jwksUri: string | null;
  readonly networks: AllowedNetworks;
  readonly tokenBudget: TokenBudget | null;
}

/** One object for all clients that are set like this, which is most of those that a node remembers. */
export const DEFAULT_CLIENT_SETTINGS: ClientSettings = {
  authMethod: 'client_secret',
  selfRotation: false,
  endsAt: null,
  jwksUri: null,
  networks: { list: [], stage: 'off' },
  tokenBudget: null,
};

/** What authenticates at the token endpoint (RFC 6749 §2). It acts for exactly one parent account, for life. */
export interface Client {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly parentAccountId: string;
  /** What it may be granted. Never empty. */
  readonly scope: Scope;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  readonly settings: ClientSettings;
  readonly createdAt: number;
}
