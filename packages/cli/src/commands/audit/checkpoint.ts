import { type LedgerCheckpoint, ok } from '@gatepass/protocol';
import { InvalidArgumentError } from 'commander';
import type { AdminClient, DryRunQuery } from '../../admin-client.ts';
import { carryOut } from '../../destructive/carry-out.ts';
import { addDestructiveOptions, type DestructiveOptions } from '../../destructive/destructive-options.ts';
import { durationSeconds } from '../../duration.ts';
import { describe } from '../../output/describe.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends DestructiveOptions {
  readonly olderThan: number;
}

const DAY_SECONDS = 86_400;

export const addAuditCheckpoint: AddCommand = (audit, { shell, does }) => {
  const checkpoint = command(audit, {
    usage: 'checkpoint',
    summary: 'remove old rows of the ledger; a signed checkpoint stands for them',
    example: 'audit checkpoint --older-than 400d --dry-run',
  }).requiredOption('--older-than <duration>', 'which rows: 30d or more', days);
  addDestructiveOptions(checkpoint).action(
    does(async ({ olderThan, ...options }: Options) =>
      withAdmin(shell, (admin) => {
        const act = (query: DryRunQuery) => admin.checkpointLedger({ older_than_days: olderThan }, query);
        return carryOut(shell, options, {
          effect: () => effectOf(admin, olderThan),
          question: 'These rows will be removed. Export them first if anybody may ask for them.',
          word: 'remove',
          act,
          inWords: ({ signed: _, ...told }) => describe(told),
        });
      }),
    ),
  );
};

async function effectOf(admin: AdminClient, days: number) {
  const rehearsed = await admin.checkpointLedger({ older_than_days: days }, { dry_run: 'true' });
  return rehearsed.ok ? ok(rowsInWords(rehearsed.value)) : rehearsed;
}

function rowsInWords({ rows, sequence }: LedgerCheckpoint): string {
  return `${rows === 1 ? 'one row' : `${rows} rows`}, up to row ${sequence}\n`;
}

function days(text: string): number {
  const count = durationSeconds(text) / DAY_SECONDS;
  if (!Number.isInteger(count)) throw new InvalidArgumentError('Write it in days, as 400d.');
  return count;
}
