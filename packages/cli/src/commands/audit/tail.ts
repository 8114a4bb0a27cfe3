import { setTimeout as pause } from 'node:timers/promises';
import { type LedgerEntry, ok, type Result } from '@gatepass/protocol';
import type { AdminClient } from '../../admin-client.ts';
import type { Failure } from '../../failure.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import { printable } from '../../output/printable.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addLedgerFilterOptions, type LedgerFilterOptions, toLedgerQuery } from './ledger-filter-options.ts';

interface Options extends JsonOption, LedgerFilterOptions {
  readonly lines: string;
  readonly follow?: true;
}

type Query = ReturnType<typeof toLedgerQuery>;

/** Milliseconds between two looks at what is new. */
const FOLLOW_EVERY = 1000;

export const addAuditTail: AddCommand = (audit, { shell, does }) => {
  const tail = command(audit, {
    usage: 'tail',
    summary: 'show the latest rows of the ledger, the newest last',
    example: 'audit tail --action secret. --follow',
  })
    .option('--lines <number>', 'how many, 1 to 1000', '20')
    .option('--follow', 'go on with what is new; with --json one object a line');
  addLedgerFilterOptions(tail).action(
    does(async ({ json, lines, follow, ...filter }: Options) =>
      withAdmin(shell, async (admin) => {
        const query = toLedgerQuery(filter);
        // Before the rows, so that none comes in between: what is new begins behind both.
        const newest = follow ? await admin.listLedger({ limit: '1' }) : undefined;
        if (newest?.ok === false) return newest;
        const answer = await admin.listLedger({ ...query, limit: lines });
        if (!answer.ok) return answer;
        if (json && !follow) return printAnswer(shell, { json }, answer);
        const rows = answer.value.items.toReversed();
        showRows(shell, { json }, rows);
        if (newest === undefined) return ok(undefined);
        return followFrom(shell, { json }, admin, query, lastOf([...newest.value.items, ...rows]));
      }),
    ),
  );
};

/** Until it is stopped, which is how it is meant to end. */
async function followFrom(
  shell: Shell,
  options: JsonOption,
  admin: AdminClient,
  query: Query,
  last: number,
): Promise<Result<void, Failure>> {
  shell.stderr.write('following; Ctrl-C ends it\n');
  for (let after = last; !shell.stop.aborted; ) {
    const answer = await admin.listLedger({ ...query, order: 'oldest', after: String(after) });
    if (!answer.ok) return shell.stop.aborted ? ok(undefined) : answer;
    const { items, next } = answer.value;
    showRows(shell, options, items);
    after = lastOf([{ sequence: after }, ...items]);
    if (next === null) await pause(FOLLOW_EVERY, undefined, { signal: shell.stop }).catch(() => {});
  }
  return ok(undefined);
}

function lastOf(rows: readonly Pick<LedgerEntry, 'sequence'>[]): number {
  return Math.max(0, ...rows.map(({ sequence }) => sequence));
}

function showRows(shell: Shell, { json }: JsonOption, rows: readonly LedgerEntry[]): void {
  for (const row of rows) shell.stdout.write(`${json ? JSON.stringify(row) : inWords(row)}\n`);
}

function inWords({ sequence, time, actor, action, subject, after }: LedgerEntry): string {
  const facts = after === null ? [] : [JSON.stringify(after)];
  return [String(sequence), time, actor, action, subject, ...facts].map(printable).join('  ');
}
