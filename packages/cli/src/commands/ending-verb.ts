import type { Result } from '@gatepass/protocol';
import type { Command } from 'commander';
import type { AdminClient, DryRunQuery } from '../admin-client.ts';
import { carryOut } from '../destructive/carry-out.ts';
import {
  addDestructiveOptions,
  addReasonOption,
  type DestructiveOptions,
  type ReasonOption,
} from '../destructive/destructive-options.ts';
import type { Failure } from '../failure.ts';
import { type Cli, type CommandFacts, command, withAdmin } from './cli.ts';

/** What is sent: the reason, and what was said with the option of its own. */
interface WantedEnd extends ReasonOption {
  readonly force?: true;
  readonly leaked?: true;
}

interface EndingFacts<Ended extends object> extends CommandFacts {
  /** An option of its own. */
  readonly option?: readonly [flag: '--force' | '--leaked', description: string];
  /** What depends on it, in lines for people. */
  readonly effect: (admin: AdminClient, id: string, wanted: WantedEnd) => Promise<Result<string, Failure>>;
  /** What will happen, in sentences, for who is about to do it. */
  readonly question: (id: string, wanted: WantedEnd) => string;
  readonly end: (
    admin: AdminClient,
    id: string,
    wanted: WantedEnd,
    query: DryRunQuery,
  ) => Promise<Result<Ended, Failure>>;
  /** What it came to, for people; field by field where this is left out. */
  readonly inWords?: (ended: Ended) => string;
}

/** A verb that ends something by its id, for a reason: shown first, confirmed, then done. */
export function addEndingVerb<Ended extends object>(
  noun: Command,
  { shell, does }: Cli,
  facts: EndingFacts<Ended>,
): void {
  const { effect, question, end, inWords } = facts;
  const verb = command(noun, facts);
  if (facts.option !== undefined) verb.option(...facts.option);
  addDestructiveOptions(addReasonOption(verb)).action(
    does(async (id: string, { yes, dryRun, json, ...wanted }: DestructiveOptions & WantedEnd) =>
      withAdmin(shell, (admin) =>
        carryOut(
          shell,
          { json, ...(yes && { yes }), ...(dryRun && { dryRun }) },
          {
            effect: () => effect(admin, id, wanted),
            question: question(id, wanted),
            word: id,
            act: (query) => end(admin, id, wanted, query),
            ...(inWords && { inWords }),
          },
        ),
      ),
    ),
  );
}
