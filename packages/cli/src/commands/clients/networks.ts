import type { ConfiguredNetworks, NetworkReport, SetNetworks } from '@gatepass/protocol';
import { ok } from '@gatepass/protocol';
import { Option } from 'commander';
import type { AdminClient } from '../../admin-client.ts';
import { carryOut, type DestructiveDeed, doOrRehearse } from '../../destructive/carry-out.ts';
import { addDestructiveOptions, type DestructiveOptions } from '../../destructive/destructive-options.ts';
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
      withAdmin(shell, (admin) =>
        options.stage === undefined
          ? report(shell, admin, id, options)
          : setNetworks(shell, admin, id, options.stage, options),
      ),
    ),
  );
};

async function report(shell: Shell, admin: AdminClient, id: string, options: Options): Outcome {
  return printText(shell, options, await admin.reportNetworks(id, queryFor(options.network)), reportInWords);
}

async function setNetworks(
  shell: Shell,
  admin: AdminClient,
  id: string,
  stage: Stage,
  options: Options,
): Outcome {
  const client = await admin.showClient(id);
  if (!client.ok) return client;
  const networks = options.network ?? client.value.networks;
  const deed: DestructiveDeed<NetworkReport | ConfiguredNetworks> = {
    effect: async () => {
      const answer = await admin.reportNetworks(id, queryFor(networks));
      return answer.ok ? ok(summaryOf(answer.value)) : answer;
    },
    question: `The client ${id} will get no tokens from any other network than ${networks.join(' ')}.`,
    word: id,
    act: (query) =>
      query.dry_run
        ? admin.reportNetworks(id, queryFor(networks))
        : admin.setNetworks(id, { networks, stage }),
    inWords: (answer) => ('report' in answer ? configuredInWords(answer) : reportInWords(answer)),
  };
  return stage === 'enforce' ? carryOut(shell, options, deed) : doOrRehearse(shell, options, deed);
}

function queryFor(networks: readonly string[] | undefined): { readonly networks?: string } {
  return networks === undefined || networks.length === 0 ? {} : { networks: networks.join(',') };
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
