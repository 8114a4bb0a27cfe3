import type { ConfiguredNetworks, NetworkReport, PartnerClient, SetNetworks } from '@gatepass/protocol';
import { ok } from '@gatepass/protocol';
import { Option } from 'commander';
import type { AdminClient, DryRunQuery } from '../../admin-client.ts';
import { carryOut, doOrRehearse } from '../../destructive/carry-out.ts';
import { addDestructiveOptions, type DestructiveOptions } from '../../destructive/destructive-options.ts';
import { EXIT } from '../../exit-code.ts';
import { fail } from '../../failure.ts';
import { describe } from '../../output/describe.ts';
import { printText } from '../../output/print.ts';
import { printable } from '../../output/printable.ts';
import { table } from '../../output/table.ts';
import { delayLine } from '../../output/usage-lines.ts';
import type { Shell } from '../../shell.ts';
import { type AddCommand, command, type Outcome, withAdmin } from '../cli.ts';

type Stage = SetNetworks['stage'];

interface Options extends DestructiveOptions {
  readonly network?: readonly string[];
  readonly stage?: Stage;
}

const STAGES: readonly Stage[] = ['off', 'report', 'enforce'];

export const addClientsNetworks: AddCommand = (clients, { shell, does }) => {
  const networks = command(clients, {
    usage: 'networks <id>',
    summary: 'tell what a list of networks would have refused a client, or set the list',
    example: 'clients networks CLIENT_ID --network 203.0.113.0/24 --stage report',
  })
    .option(
      '--network <cidr>',
      'one of the list, may be repeated (those it has, by default)',
      (cidr: string, others: readonly string[] = []) => [...others, cidr],
    )
    .addOption(new Option('--stage <stage>', 'set the list; report only counts').choices(STAGES));
  addDestructiveOptions(networks).action(
    does(async (id: string, options: Options) =>
      withAdmin(shell, async (admin) => {
        const client = await admin.showClient(id);
        if (!client.ok) return client;
        return options.stage === undefined
          ? report(shell, admin, client.value, options)
          : setNetworks(shell, admin, client.value, options.stage, options);
      }),
    ),
  );
};

async function report(
  shell: Shell,
  admin: AdminClient,
  { client_id: id, networks: present }: PartnerClient,
  options: Options,
): Outcome {
  const networks = options.network ?? present;
  if (networks.length === 0) return NO_LIST;
  return printText(shell, options, await admin.reportNetworks(id, queryFor(networks)), reportInWords);
}

async function setNetworks(
  shell: Shell,
  admin: AdminClient,
  { client_id: id, networks: present }: PartnerClient,
  stage: Stage,
  options: Options,
): Outcome {
  const networks = options.network ?? present;
  if (networks.length === 0 && stage !== 'off') return NO_LIST;
  const act = (query: DryRunQuery) => admin.setNetworks(id, { networks: [...networks], stage }, query);
  if (stage !== 'enforce') return doOrRehearse(shell, options, { act, inWords: configuredInWords });
  return carryOut<ConfiguredNetworks>(shell, options, {
    effect: async () => {
      const answer = await admin.reportNetworks(id, queryFor(networks));
      return answer.ok ? ok(summaryOf(answer.value)) : answer;
    },
    question: `The client ${id} will get no tokens from any other network than ${networks.join(' ')}.`,
    word: id,
    act,
    // The report was its effect.
    inWords: ({ report: _report, ...client }) => describe(client),
  });
}

const NO_LIST = fail(EXIT.usage, 'This client has no list of networks', 'Give --network to try one.');

function queryFor(networks: readonly string[]): { readonly networks: string } {
  return { networks: networks.join(',') };
}

function reportInWords(found: NetworkReport): string {
  if (found.networks.length === 0) return summaryOf(found);
  return `${summaryOf(found)}\n${table(found.networks, ['network', 'requests', 'last_used_at'])}`;
}

function configuredInWords({ report: found, ...client }: ConfiguredNetworks): string {
  return `${describe(client)}\n${summaryOf(found)}`;
}

function summaryOf({ summary, delay_seconds }: NetworkReport): string {
  return `${printable(summary)}\n${delayLine(delay_seconds)}\n`;
}
