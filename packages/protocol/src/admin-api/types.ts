import type { Environment } from '../credential/credential-format.ts';

/** Times are RFC 3339 in UTC, e.g. `2026-11-24T06:56:41.000Z`. */
export type Timestamp = string;

export type Status = 'active' | 'disabled';

export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  /** Why it was last disabled or enabled, and when; null where it never was. */
  readonly status_reason: string | null;
  readonly status_changed_at: Timestamp | null;
  readonly created_at: Timestamp;
}

export interface CreatePartner {
  readonly name: string;
}

/** The body of `POST …/disable` and `POST …/enable` of a partner, a client or an account. */
export interface SetStatus {
  readonly reason: string;
}

/** The body of `PUT …/end` of a client or an account. A time that lies ahead, or null: without end. */
export interface SetEnd {
  readonly ends_at: Timestamp | null;
}

/** A parent account, which every client that acts for it depends on. */
export interface Account {
  /** The parent account id, as clients are made with it. */
  readonly id: string;
  readonly status: Status;
  /** Why it was last disabled or enabled, and when; null where it never was. */
  readonly status_reason: string | null;
  readonly status_changed_at: Timestamp | null;
  readonly ends_at: Timestamp | null;
  readonly created_at: Timestamp;
}

/** A resource server: an audience that tokens can be made for. */
export interface Api {
  readonly id: string;
  readonly name: string;
  readonly audience: string;
  readonly created_at: Timestamp;
}

export interface CreateApi {
  readonly name: string;
  /** An absolute URI without a fragment (RFC 8707 §2). */
  readonly audience: string;
}

export interface CreatedApi extends Api {
  /** Shown once. */
  readonly api_key: string;
}

export interface Client {
  readonly client_id: string;
  readonly partner_id: string;
  readonly name: string;
  /** Fixed when the client is made. */
  readonly parent_account_id: string;
  /** Granted scope tokens, joined by spaces. */
  readonly scope: string;
  readonly status: Status;
  /** Why it was last disabled or enabled, and when; null where it never was. */
  readonly status_reason: string | null;
  readonly status_changed_at: Timestamp | null;
  /** RFC 7591 §2: how it authenticates, and the only way it may. */
  readonly auth_method: 'client_secret' | 'private_key_jwt';
  /** Whether it may make itself a new secret. */
  readonly self_rotation: boolean;
  /** When its approval ends. */
  readonly ends_at: Timestamp | null;
  readonly jwks_uri: string | null;
  /** In CIDR notation; what they mean, the stage says. */
  readonly networks: string[];
  readonly networks_stage: 'off' | 'report' | 'enforce';
  readonly tokens_per_hour: number | null;
  readonly token_budget_stage: 'observe' | 'warn' | 'enforce' | null;
  readonly created_at: Timestamp;
}

export interface CreateClient {
  readonly partner_id: string;
  readonly name: string;
  readonly parent_account_id: string;
  /** All of the deployment's scopes where it is left out. */
  readonly scope?: string;
}

export interface CreatedClient extends Client {
  /** Shown once. */
  readonly client_secret: string;
  readonly secret: Secret;
}

export type SecretState = 'active' | 'pending' | 'retiring' | 'expired' | 'retired' | 'revoked';

/** A client's secret, as far as it is ever told again. */
export interface Secret {
  readonly id: string;
  readonly client_id: string;
  readonly label: string;
  /** The secret's last four characters. */
  readonly hint: string;
  readonly state: SecretState;
  readonly created_at: Timestamp;
  readonly not_before: Timestamp | null;
  readonly expires_at: Timestamp | null;
  /** From when on its overlap with the secret that replaces it may end, once it is unused. */
  readonly retire_at: Timestamp | null;
  /** Since when its use holds that up. */
  readonly held_at: Timestamp | null;
  readonly retired_at: Timestamp | null;
  /** Why it was retired, or is to be, where somebody said so. */
  readonly retire_reason: string | null;
  readonly revoked_at: Timestamp | null;
  readonly revoked_reason: string | null;
  /** The credential that the client made it with, where it did so itself. */
  readonly made_with: string | null;
  /** The secret that it takes over from. */
  readonly replaces: string | null;
  /** When it was first seen where it must not be: in a URL, or in a browser. */
  readonly exposed_at: Timestamp | null;
}

export interface CreateSecret {
  readonly label?: string;
  readonly not_before?: Timestamp;
  readonly expires_at?: Timestamp;
}

export interface CreatedSecret extends Secret {
  /** Shown once. */
  readonly client_secret: string;
}

/** Where a secret was found that should have been nowhere. */
export interface Leak {
  readonly id: string;
  /** What kind of place, in the reporter's words; `unknown` where there were none. */
  readonly source: string;
  readonly url: string | null;
  /** `github` where its signature was right. */
  readonly reporter: 'github' | 'anonymous';
  readonly reported_at: Timestamp;
}

export const ROLES = ['viewer', 'issuer', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Operator {
  readonly id: string;
  /** Null once the person was erased. */
  readonly name: string | null;
  readonly role: Role;
  readonly created_at: Timestamp;
}

export interface CreateOperator {
  readonly name: string;
  readonly role: Role;
}

export interface CreatedOperator extends Operator {
  /** Shown once. */
  readonly operator_token: string;
}

/** The answer to `POST /api/v1/admin/ledger/verify`. */
export interface LedgerVerification {
  readonly intact: boolean;
  /** How many rows were checked. */
  readonly rows: number;
  /** Of the last row that was found sound. */
  readonly head_sequence: number;
  readonly head_hash: string;
  /** What is wrong first, in words; null when intact. */
  readonly finding: string | null;
}

/** What the deployment is; for `GET /api/v1/admin/deployment`. */
export interface Deployment {
  readonly issuer: string;
  readonly environment: Environment;
  readonly audience: string;
  readonly scopes: readonly string[];
}

/** `?limit=` (1 to 1000, 100 by default) and `?after=` (the `next` of the page before). */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give it as `after` to get what follows; null at the end. */
  readonly next: string | null;
}

/** RFC 9457, as `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly request_id: string;
}
