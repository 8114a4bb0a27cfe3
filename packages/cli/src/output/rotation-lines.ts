import type { PartnerRotation, PartnerUndoneRotation } from '@gatepass/protocol';
import { durationInWords } from './in-words.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';
import { delayLine } from './usage-lines.ts';

/** The verdict on a rotation, the two secrets, and what comes next. */
export function rotationLines(rotation: PartnerRotation): string {
  const { old, new: successor, evidence, verdict, delay_seconds } = rotation;
  const secrets = [
    { secret: 'old', ...old, last_used_at: evidence.old_last_used_at },
    { secret: 'new', ...successor, last_used_at: evidence.new_last_used_at },
  ];
  return [
    `${printable(verdict)}\n${delayLine(delay_seconds)}\n`,
    table(secrets, ['secret', 'id', 'label', 'hint', 'state', 'last_used_at', 'expires_at']),
    `next: ${nextStep(rotation)}\n`,
  ].join('\n');
}

/** Which secret stays, and which one goes. */
export function undoneRotationLines({ restored, withdrawn }: PartnerUndoneRotation): string {
  const secrets = [
    { secret: 'restored', ...restored },
    { secret: 'withdrawn', ...withdrawn },
  ];
  return table(secrets, ['secret', 'id', 'label', 'hint', 'state', 'retire_at']);
}

function nextStep({ step, client_id, old, evidence }: PartnerRotation): string {
  switch (step) {
    case 'deploy':
      return `deploy the new secret; gatepass secrets cancel ${client_id} takes it back`;
    case 'seen':
      return `deploy the new secret everywhere; ${endOf(old.retire_at, evidence.unused_for_seconds)}`;
    case 'retire':
      return `gatepass secrets retire ${old.id}; ${endOf(old.retire_at, evidence.unused_for_seconds)}`;
    case 'held':
      return `deploy the new secret where the old one is still used; gatepass secrets usage ${old.id} tells where`;
    case 'done':
      return `nothing; gatepass secrets rollback ${client_id} takes the old secret back, unless it was revoked`;
  }
}

function endOf(retireAt: string | null, unusedForSeconds: number): string {
  return retireAt === null
    ? 'the old one stays until somebody retires it'
    : `the old one ends by itself from ${retireAt} on, once it is unused for ${durationInWords(unusedForSeconds)}`;
}
