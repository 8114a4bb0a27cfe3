import type { Reporter } from './leak.ts';

/** A right credential was seen where none may be. What operators are alarmed by. */
export interface Exposure {
  readonly kind: 'secret' | 'operator' | 'member' | 'api';
  /** The id in the credential's text. */
  readonly credentialId: string;
  /** The client, the operator, the member of a partner or the API that it belongs to. */
  readonly ownerId: string;
  readonly where: 'query' | 'browser' | 'leak';
  /** Who has found it, where it leaked. */
  readonly reporter?: Reporter;
  /** Live secrets that descend from it: whoever had it may have made them. */
  readonly descendantIds: readonly string[];
  /** What was done about it at once. */
  readonly ended: 'retired' | 'revoked' | null;
}

/** Tells operators at once: the log, and a counter. */
export type Alarm = (exposure: Exposure) => void;

/**
 * What is done with a client's secret that leaked, besides marking it and raising the alarm: nothing, or it is
 * retired where nothing depends on it any more, or it is revoked at once, with all that was made with it.
 */
export const LEAK_POLICIES = ['mark', 'retire', 'revoke'] as const;
export type LeakPolicy = (typeof LEAK_POLICIES)[number];
