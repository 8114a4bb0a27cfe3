import type { ClientUsage, Partner, Secret, SecretUsage } from './api-types.ts';

/** RFC 3339 in UTC, e.g. `2026-11-24T06:56:41.000Z`. */
export type Timestamp = string;

export type Status = Partner['status'];

export type SecretState = Secret['state'];

export const ROLES = ['viewer', 'issuer', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What is known of the use of a secret, a key, or all of a client's. */
export type Usage = Omit<SecretUsage, 'secret_id'>;

/** When something was used. Null where it never was. */
export type LastUse = Omit<ClientUsage['credentials'][number], 'credential_id'>;

/** `?limit=` (1 to 1000, 100 by default) and `?after=` (the `next` of the page before). */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give it as `after` to get what follows; null at the end. */
  readonly next: string | null;
}
