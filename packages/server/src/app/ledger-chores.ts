import { keepAnchor } from '../usecases/anchor-ledger/anchor-ledger.ts';
import {
  checkpointLedger,
  type LedgerProof,
  removeCheckpointedRows,
} from '../usecases/checkpoint-ledger/checkpoint-ledger.ts';
import type { AppParts } from './app-parts.ts';
import type { Chore } from './periodic-work.ts';

/** Milliseconds between two anchors, and between two looks at what is old enough to go. */
const ANCHOR_EVERY = 60_000;
const RETENTION_EVERY = 86_400_000;

/** What the ledger needs done again and again. That it does not verify is the loudest that a log can say. */
export function ledgerChores(
  { settings, store, log, now }: Pick<AppParts, 'settings' | 'store' | 'log' | 'now'>,
  proof: LedgerProof,
): readonly Chore[] {
  const { anchorLog } = proof;
  const { ledgerRetentionDays } = settings;
  const broken = (finding: string) => log.error({ finding }, 'the ledger does not verify');
  const chores: Chore[] = [];
  if (anchorLog !== null) {
    chores.push({
      name: 'ledger anchor',
      everyMilliseconds: ANCHOR_EVERY,
      async run() {
        const kept = await keepAnchor({ ...proof, ...store, anchorLog }, now());
        if (!kept.ok) broken(kept.refusal.finding);
      },
    });
  }
  chores.push({
    name: 'ledger retention',
    everyMilliseconds: RETENTION_EVERY,
    async run() {
      if (ledgerRetentionDays !== null) {
        const context = { actor: 'system:retention', requestId: null, now: now() } as const;
        const made = await checkpointLedger({ ...proof, store }, context, ledgerRetentionDays);
        if (!made.ok && made.refusal.cause === 'ledger_broken') broken(made.refusal.finding);
      }
      // Also what a kill has left of an earlier checkpoint.
      await removeCheckpointedRows({ ...proof, store });
    },
  });
  return chores;
}
