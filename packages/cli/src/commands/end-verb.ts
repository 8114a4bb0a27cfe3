import type { Result, SetEnd } from '@gatepass/protocol';
import { type Command, Option } from 'commander';
import type { AdminClient } from '../admin-client.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { type JsonOption, printAnswer } from '../output/print.ts';
import { type Cli, command, withAdmin } from './cli.ts';

interface Options extends JsonOption {
  readonly at?: string;
  readonly never?: true;
}

interface EndFacts {
  readonly summary: string;
  /** What a person would type, without `gatepass`. */
  readonly example: string;
  readonly setEnd: (admin: AdminClient, id: string, body: SetEnd) => Promise<Result<object, Failure>>;
}

/** `end <id>`, which is the same for all that can be given an end. */
export function addEnd(noun: Command, { shell, does }: Cli, facts: EndFacts): void {
  command(noun, { usage: 'end <id>', summary: facts.summary, example: facts.example })
    .addOption(new Option('--at <time>', 'from when on, e.g. 2027-01-01T00:00:00.000Z').conflicts('never'))
    .option('--never', 'take the end away')
    .action(
      does(async (id: string, { at, never, ...options }: Options) => {
        if (at === undefined && !never) return fail(EXIT.usage, 'Either --at or --never is needed');
        return withAdmin(shell, async (admin) =>
          printAnswer(shell, options, await facts.setEnd(admin, id, { ends_at: at ?? null })),
        );
      }),
    );
}
