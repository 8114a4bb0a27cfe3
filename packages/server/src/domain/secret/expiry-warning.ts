import type { Secret } from './secret.ts';

const DAY = 86_400_000;

/** So many days before its end a secret is warned of. */
export const WARNING_DAYS = [30, 14, 7, 1] as const;
export type WarningDays = (typeof WARNING_DAYS)[number];

/** Milliseconds ahead in which there is anything to warn of. */
export const WARNING_PERIOD = WARNING_DAYS[0] * DAY;

/**
 * The warning that is due for a secret and was not given, if any: the nearest to its end, where several were missed.
 * A moment that had passed when the secret was made warns of nothing: whoever made it knew its end.
 */
export function dueWarning(
  secret: Pick<Secret, 'createdAt' | 'expiresAt' | 'warnedDays'>,
  now: number,
): WarningDays | undefined {
  const { createdAt, expiresAt, warnedDays } = secret;
  if (expiresAt === null || now >= expiresAt) return undefined;
  const due = WARNING_DAYS.findLast((days) => {
    const moment = expiresAt - days * DAY;
    return createdAt < moment && moment <= now;
  });
  return due !== undefined && (warnedDays === null || due < warnedDays) ? due : undefined;
}
