import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Type } from 'typebox';
import type { WantedRotation } from '../../../usecases/rotate-secret/rotate-secret.ts';
import { toMilliseconds } from './from-wire.ts';
import type { StartRotationSchema } from './rotation-schemas.ts';

/** What other servers have not written yet must be a small part of the time for which a secret counts as unused. */
const LEAST_INTERVALS_UNUSED = 6;

/** A refusal says in words what is wrong with the body. */
export function readWantedRotation(
  clientId: string,
  body: Type.Static<typeof StartRotationSchema>,
  usageDelaySeconds: number,
): Result<WantedRotation, string> {
  const { secret_id: secretId, label, overlap_seconds, unused_for_seconds } = body;
  const expiresAt = toMilliseconds(body.expires_at);
  if (Number.isNaN(expiresAt)) return refuse('expires_at must be a time that exists.');
  const leastUnused = LEAST_INTERVALS_UNUSED * usageDelaySeconds;
  if (unused_for_seconds !== undefined && unused_for_seconds < leastUnused) {
    return refuse(
      `unused_for_seconds must be at least ${leastUnused}: uses are written every ${usageDelaySeconds} seconds.`,
    );
  }
  const terms = {
    ...(overlap_seconds !== undefined && { overlap: overlap_seconds * 1000 }),
    ...(unused_for_seconds !== undefined && { unusedFor: unused_for_seconds * 1000 }),
  };
  return ok({ clientId, secretId, label, expiresAt, terms });
}
