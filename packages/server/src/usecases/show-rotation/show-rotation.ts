import { ok, type Result, refuse } from '@gatepass/protocol';
import { judgeRotation, type RotationVerdict } from '../../domain/rotation/judge-rotation.ts';
import { findRotation, type Rotation } from '../../domain/rotation/rotation.ts';
import type { Store } from '../../domain/store.ts';
import { readRotationUse } from './read-rotation-use.ts';

export interface JudgedRotation extends Rotation {
  readonly verdict: RotationVerdict;
}

/** The rotation that a client is in, or its latest one, and how far it has come. */
export async function showRotation(
  store: Pick<Store, 'clients' | 'secrets' | 'usage'>,
  clientId: string,
  now: number,
): Promise<Result<JudgedRotation, 'client_unknown' | 'rotation_unknown'>> {
  if ((await store.clients.find(clientId)) === undefined) return refuse('client_unknown');
  const rotation = findRotation(await store.secrets.listByClient(clientId), now);
  if (rotation === undefined) return refuse('rotation_unknown');
  return ok(await judgedRotation(store.usage, rotation, now));
}

/** A rotation with its verdict. */
export async function judgedRotation(
  usage: Parameters<typeof readRotationUse>[0],
  rotation: Rotation,
  now: number,
): Promise<JudgedRotation> {
  const use = await readRotationUse(usage, rotation, now);
  return { ...rotation, verdict: judgeRotation(rotation, use, now) };
}
