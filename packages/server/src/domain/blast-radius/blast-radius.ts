import type { CredentialUse, InstanceUse, UsesInPeriod } from '../usage/usage.ts';

const HOUR = 3_600_000;
/** What is counted as lately. Milliseconds. */
export const BLAST_PERIOD = 24 * HOUR;

/** What stops working when one or more credentials do, as far as their use tells. Times are milliseconds. */
export interface BlastRadius {
  /** The clients that have these credentials, whether or not they were used. */
  readonly clientIds: readonly string[];
  /** Tokens that were obtained with them in the hour that goes on and the 23 before it. */
  readonly uses: number;
  /** SDK instances that used them in that time. */
  readonly instances: number;
  readonly lastUsedAt: number | null;
  /** IPv4 /32 or IPv6 /64. */
  readonly lastNetwork: string | null;
  /** When the last of the tokens ends that are out; null where none is. */
  readonly tokensEndAt: number | null;
  /** Live secrets that were made with them, directly or not. */
  readonly descendantIds: readonly string[];
  /** Whether these go with them, as they do where somebody else may have had the secret. */
  readonly descendantsGo: boolean;
  /** Live secrets of the client that stay; null where all of a client's go. */
  readonly liveSecretsLeft: number | null;
}

/** What is known of the use of the credentials. */
export interface CredentialsUse {
  readonly ever: readonly CredentialUse[];
  readonly hours: readonly UsesInPeriod[];
  readonly instances: readonly InstanceUse[];
}

/** The first of the hours that are counted: the hour that goes on and the 23 before it, as in every report of usage. */
export function firstHour(now: number): number {
  return Math.floor(now / HOUR) - 23;
}

export function blastRadius(
  use: CredentialsUse,
  affected: Pick<BlastRadius, 'clientIds' | 'descendantIds' | 'descendantsGo' | 'liveSecretsLeft'>,
  now: number,
): BlastRadius {
  const last = use.ever.reduce<CredentialUse | undefined>(
    (latest, one) => (latest === undefined || one.lastUsedAt > latest.lastUsedAt ? one : latest),
    undefined,
  );
  const tokensEndAt = use.ever.reduce((end, one) => Math.max(end, one.lastTokenEndsAt), 0);
  return {
    ...affected,
    uses: use.hours.reduce((sum, { uses }) => sum + uses, 0),
    instances: new Set(use.instances.map(({ instance }) => instance)).size,
    lastUsedAt: last?.lastUsedAt ?? null,
    lastNetwork: last?.lastNetwork ?? null,
    tokensEndAt: tokensEndAt > now ? tokensEndAt : null,
  };
}
