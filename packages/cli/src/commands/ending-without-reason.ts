import type { Nothing, Result } from '@gatepass/protocol';
import type { Command } from 'commander';
import type { AdminClient, DryRunQuery } from '../admin-client.ts';
import { carryOut } from '../destructive/carry-out.ts';
import { addDestructiveOptions, type DestructiveOptions } from '../destructive/destructive-options.ts';
import { objectLines } from '../destructive/object-lines.ts';
import type { Failure } from '../failure.ts';
import { type Cli, type CommandFacts, command, withAdmin } from './cli.ts';

interface EndingFacts extends CommandFacts {
  /** What will happen, in sentences, for who is about to do it. */
  readonly question: (id: string) => string;
  readonly end: (
    admin: AdminClient,
    id: string,
    body: Nothing,
    query: DryRunQuery,
  ) => Promise<Result<object, Failure>>;
}

/**
 * A verb that ends something of a person by its id: rehearsed first, confirmed, then done. It asks for no reason: whoever
 * lost a token should not have to think of one, and one for erasing somebody would say who it was.
 */
export function addEndingWithoutReason(
  noun: Command,
  { shell, does }: Cli,
  { question, end, ...facts }: EndingFacts,
): void {
  addDestructiveOptions(command(noun, facts)).action(
    does(async (id: string, options: DestructiveOptions) =>
      withAdmin(shell, (admin) =>
        carryOut(shell, options, {
          effect: () => objectLines(end(admin, id, {}, { dry_run: 'true' })),
          question: question(id),
          word: id,
          act: (query) => end(admin, id, {}, query),
        }),
      ),
    ),
  );
}
