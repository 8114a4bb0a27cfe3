import type { BlastRadius, Reason, Result } from '@gatepass/protocol';
import type { Command } from 'commander';
import type { AdminClient, DryRunQuery } from '../admin-client.ts';
import { blastRadiusLines } from '../destructive/blast-radius-lines.ts';
import { addReasonOption, type ReasonOption } from '../destructive/destructive-options.ts';
import type { Failure } from '../failure.ts';
import { type JsonOption, printAnswer } from '../output/print.ts';
import { type Cli, command, withAdmin } from './cli.ts';
import { addEndingVerb } from './ending-verb.ts';

type Answer<Value> = Promise<Result<Value, Failure>>;

interface DisableFacts {
  readonly summary: string;
  /** What a person would type, without `gatepass`. */
  readonly example: string;
  /** What will happen, for who is about to do it. */
  readonly question: (id: string) => string;
  readonly radius: (admin: AdminClient, id: string) => Answer<BlastRadius>;
  readonly disable: (admin: AdminClient, id: string, body: Reason, query: DryRunQuery) => Answer<object>;
}

/** `disable <id>`, which is the same for all that can be disabled. */
export function addDisable(noun: Command, cli: Cli, { radius, disable, ...facts }: DisableFacts): void {
  addEndingVerb(noun, cli, {
    ...facts,
    usage: 'disable <id>',
    effect: (admin, id) => blastRadiusLines(radius(admin, id)),
    end: disable,
  });
}

interface EnableFacts {
  readonly summary: string;
  readonly example: string;
  readonly enable: (admin: AdminClient, id: string, body: Reason) => Answer<object>;
}

/** `enable <id>`, which undoes it. */
export function addEnable(noun: Command, { shell, does }: Cli, facts: EnableFacts): void {
  const enable = command(noun, { usage: 'enable <id>', summary: facts.summary, example: facts.example });
  addReasonOption(enable).action(
    does(async (id: string, { reason, ...options }: JsonOption & ReasonOption) =>
      withAdmin(shell, async (admin) =>
        printAnswer(shell, options, await facts.enable(admin, id, { reason })),
      ),
    ),
  );
}
