import type {
  ConfiguredTokenBudget,
  PartnerClient,
  SetTokenBudget,
  TokenBudgetReport,
} from '@gatepass/protocol';
import { ok } from '@gatepass/protocol';
import { InvalidArgumentError, Option } from 'commander';
import type { AdminClient, DryRunQuery } from '../../admin-client.ts';
import { carryOut, doOrRehearse } from '../../destructive/carry-out.ts';
import { addDestructiveOptions, type DestructiveOptions } from '../../destructive/destructive-options.ts';
import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { describe } from '../../output/describe.ts';
import { printText } from '../../output/print.ts';
import { printable } from '../../output/printable.ts';
import { delayLine } from '../../output/usage-lines.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, type Outcome, withAdmin } from '../cli.ts';

type Stage = NonNullable<SetTokenBudget['stage']>;

interface Options extends DestructiveOptions {
  readonly tokensPerHour?: number;
  readonly stage?: Stage;
  readonly remove?: true;
}

const STAGES: readonly Stage[] = ['observe', 'warn', 'enforce'];

export const addClientsBudget: AddCommand = (clients, { shell, does }) => {
  const budget = command(clients, {
    usage: 'budget <id>',
    summary: 'tell what a token budget would have refused a client, or set the budget',
    example: 'clients budget CLIENT_ID --tokens-per-hour 600 --stage observe',
  })
    .option('--tokens-per-hour <number>', 'the budget (the one it has, by default)', wholeNumber)
    .addOption(
      new Option('--stage <stage>', 'set the budget; observe counts, warn also tells the client').choices(
        STAGES,
      ),
    )
    .addOption(new Option('--remove', 'take the budget away').conflicts(['tokensPerHour', 'stage']));
  addDestructiveOptions(budget).action(
    does(async (id: string, options: Options) =>
      withAdmin(shell, async (admin) => {
        const client = await admin.showClient(id);
        return client.ok ? budgetOf(shell, admin, client.value, options) : client;
      }),
    ),
  );
};

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

async function budgetOf(shell: Shell, admin: AdminClient, client: PartnerClient, options: Options): Outcome {
  const { client_id: id } = client;
  const set = (body: SetTokenBudget) => (query: DryRunQuery) => admin.setTokenBudget(id, body, query);
  const { stage, remove } = options;
  if (remove)
    return doOrRehearse(shell, options, { act: set({ tokens_per_hour: null }), inWords: configuredInWords });
  const tokens = options.tokensPerHour ?? client.tokens_per_hour;
  if (tokens === null) return fail(EXIT.usage, 'The client has no token budget', 'Give --tokens-per-hour.');
  const report = () => admin.reportTokenBudget(id, { tokens_per_hour: String(tokens) });
  if (stage === undefined) return printText(shell, options, await report(), summaryOf);
  const act = set({ tokens_per_hour: tokens, stage });
  if (stage !== 'enforce') return doOrRehearse(shell, options, { act, inWords: configuredInWords });
  return carryOut<ConfiguredTokenBudget>(shell, options, {
    effect: async () => {
      const answer = await report();
      return answer.ok ? ok(summaryOf(answer.value)) : answer;
    },
    question: `The client ${id} will get no more than ${tokens} tokens an hour.`,
    word: id,
    act,
    // The report was its effect.
    inWords: ({ report: _report, ...configured }) => describe(configured),
  });
}

function configuredInWords({ report, ...client }: ConfiguredTokenBudget): string {
  return report === null ? describe(client) : `${describe(client)}\n${summaryOf(report)}`;
}

function summaryOf({ summary, delay_seconds }: TokenBudgetReport): string {
  return `${printable(summary)}\n${delayLine(delay_seconds)}\n`;
}
