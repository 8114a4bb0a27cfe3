import type { Secret, Timestamp } from './types.ts';

/** For `POST /clients/:id/rotation`. Everything may be left out. */
export interface StartRotation {
  /** The secret to replace; the only active one where it is left out. */
  readonly secret_id?: string;
  readonly label?: string;
  /** For so long the old secret lives on at the least; 7 days by default. */
  readonly overlap_seconds?: number;
  /** And until it has been unused for so long; a day by default, a minute at the least. */
  readonly unused_for_seconds?: number;
  /** Of the new secret; by the deployment's policy where it is left out. */
  readonly expires_at?: Timestamp;
}

/**
 * `deploy`: the new secret was never used. `seen`: it is used. `retire`: nothing needs the old one any more.
 * `held`: the overlap was to end, and would break something. `done`: the old one has ended.
 */
export type RotationStep = 'deploy' | 'seen' | 'retire' | 'held' | 'done';

/** How many of those seen in the last 24 hours were last seen with the new secret. */
export interface MovedCallers {
  readonly moved: number;
  readonly all: number;
}

/** Of processes that name themselves (the SDK does), and of networks where none does. */
export interface RotationEvidence {
  readonly old_last_used_at: Timestamp | null;
  /** An IPv4 /24 or IPv6 /48. */
  readonly old_last_network: string | null;
  readonly old_unused_seconds: number;
  /** For so long it must be unused. */
  readonly unused_for_seconds: number;
  readonly new_first_used_at: Timestamp | null;
  readonly new_last_used_at: Timestamp | null;
  readonly instances: MovedCallers;
  readonly networks: MovedCallers;
}

/** A client's rotation: the present one, or the latest. */
export interface Rotation {
  readonly client_id: string;
  readonly old: Secret;
  readonly new: Secret;
  readonly step: RotationStep;
  readonly safe_to_retire: boolean;
  /** The verdict with its evidence, as one line. */
  readonly verdict: string;
  readonly evidence: RotationEvidence;
  /** How far the counts of usage may lag behind. */
  readonly delay_seconds: number;
}

export interface CreatedRotation extends Rotation {
  /** The new secret; shown once. */
  readonly client_secret: string;
}

/** The answer to a cancellation and to a roll-back. */
export interface UndoneRotation {
  readonly client_id: string;
  /** The secret that is active again. */
  readonly restored: Secret;
  /** The one that was revoked, or retires now. */
  readonly withdrawn: Secret;
}

export interface RetireSecret {
  readonly reason: string;
  /** Also where it was used in the last 15 minutes, or nothing else is live. */
  readonly force?: boolean;
}

export interface CancelRotation {
  readonly reason: string;
  /** Also where the new secret was used, or the old one counts as exposed. */
  readonly force?: boolean;
}

export interface RollBackRotation {
  readonly reason: string;
  /** Also where the old secret counts as exposed. */
  readonly force?: boolean;
}

export interface RevokeSecret {
  readonly reason: string;
  /** Somebody else may have had it: what was made with it is revoked as well. */
  readonly leaked?: boolean;
}

export interface RevokedSecret extends Secret {
  /** The ids of the secrets that were made with it, and went with it. */
  readonly revoked_with_it: readonly string[];
}

/** For `PUT /clients/:id/self-rotation`. */
export interface SetSelfRotation {
  /** Whether the client may make itself a secret. */
  readonly allowed: boolean;
}

/** The answer to `POST /api/v1/partner/self/secrets`. */
export interface OwnSecret {
  /** Shown once. */
  readonly client_secret: string;
  readonly secret_id: string;
  readonly expires_at: Timestamp | null;
  /** The secret that it takes over from. */
  readonly replaces: string | null;
  /** The one that it was made with: the same. */
  readonly made_with: string | null;
}

/** What stops when a secret, key, client, account or partner does, as far as usage tells. */
export interface BlastRadius {
  /** The id of what it was asked about. */
  readonly subject: string;
  /** As one line. */
  readonly summary: string;
  readonly client_ids: readonly string[];
  readonly uses_24h: number;
  readonly instances_24h: number;
  readonly last_used_at: Timestamp | null;
  /** An IPv4 /24 or IPv6 /48. */
  readonly last_network: string | null;
  /** When the last live token ends that was obtained so far; null where none is out. */
  readonly live_tokens_end_at: Timestamp | null;
  /** Live secrets that were made with this one. */
  readonly descendants: readonly string[];
  /** Of a secret: what its client has besides, without those that go with it; else null. */
  readonly live_secrets_left: number | null;
  readonly delay_seconds: number;
}
