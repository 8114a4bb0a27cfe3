import type { Mail } from '@gatepass/protocol';
import { Option } from 'commander';
import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

interface Options extends JsonOption, PageQuery {
  readonly state?: Mail['state'];
}

const STATES: readonly Mail['state'][] = ['queued', 'sending', 'sent', 'failed', 'dropped'];

const COLUMNS = [
  'id',
  'template',
  'person_id',
  'subject_id',
  'state',
  'attempts',
  'repeats',
  'error',
  'created_at',
] as const;

export const addMailsList: AddCommand = (mails, { shell, does }) => {
  const list = command(mails, {
    usage: 'list',
    summary: 'list mails of the last 30 days, the latest first: to whom, why, and whether they went',
    example: 'mails list --state failed',
  }).addOption(new Option('--state <state>', 'only these').choices(STATES));
  addPageOptions(list).action(
    does(async ({ json, ...query }: Options) =>
      withAdmin(shell, async (admin) => printPage(shell, { json }, await admin.listMails(query), COLUMNS)),
    ),
  );
};
