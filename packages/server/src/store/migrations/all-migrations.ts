import type { Migration } from 'kysely';
import { initial } from './0001-initial.ts';
import { rotationAndEvidence } from './0002-rotation-and-evidence.ts';
import { issuance } from './0003-issuance.ts';

/** Every migration by its name, in order. A released one is never edited: its checksum would not fit any more. */
export const ALL_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-rotation-and-evidence': rotationAndEvidence,
  '0003-issuance': issuance,
};
