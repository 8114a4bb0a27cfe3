import type { Timestamp } from './types.ts';

/** When something was used. Null where it never was. */
export interface LastUse {
  /** How many tokens were ever obtained. */
  readonly uses: number;
  readonly first_used_at: Timestamp | null;
  readonly last_used_at: Timestamp | null;
  /** IPv4 /32 or IPv6 /64, or `other` where there were too many to tell apart. */
  readonly last_network: string | null;
  /** When the last token that was obtained ends. */
  readonly last_token_ends_at: Timestamp | null;
}

/** What is known of the use of a secret, a key, or all of a client's. */
export interface Usage extends LastUse {
  /** As one line. */
  readonly summary: string;
  /** In the hour that goes on and the 23 before it. */
  readonly uses_last_24_hours: number;
  /** The last 30 UTC days, today included, the earliest first; one without a use is there with 0. */
  readonly days: { readonly day: string; readonly uses: number }[];
  /** Of the same days, the most used first. */
  readonly networks: {
    readonly network: string;
    readonly uses: number;
    readonly last_used_at: Timestamp;
  }[];
  /** SDK processes that named themselves in the same days, the latest first. */
  readonly instances: InstanceUsage[];
  readonly as_of: Timestamp;
  /** Uses are counted in memory and written so often: the last ones may not be in these figures. */
  readonly delay_seconds: number;
}

/** A process of the partner, as its SDK names itself. */
export interface InstanceUsage {
  readonly instance: string;
  /** The SDK and its version. */
  readonly version: string | null;
  readonly uses: number;
  readonly first_used_at: Timestamp;
  readonly last_used_at: Timestamp;
}

/** The answer to `GET /api/v1/admin/secrets/{id}/usage`. */
export interface SecretUsage extends Usage {
  readonly secret_id: string;
}

/** The answer to `GET /api/v1/admin/clients/{id}/usage`. */
export interface ClientUsage extends Usage {
  readonly client_id: string;
  /** Each secret and key that was ever used, the latest first. */
  readonly credentials: (LastUse & { readonly credential_id: string })[];
}
