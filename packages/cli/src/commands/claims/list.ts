import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

interface Options extends JsonOption, PageQuery {
  readonly request?: string;
  readonly client?: string;
  readonly member?: string;
  readonly state?: 'open' | 'expired' | 'claimed' | 'locked' | 'cancelled' | 'reissued';
}

const COLUMNS = [
  'id',
  'kind',
  'state',
  'client_id',
  'member_id',
  'contact_id',
  'tries_left',
  'expires_at',
  'claimed_at',
  'delivered_at',
] as const;

export const addClaimsList: AddCommand = (claims, { shell, does }) => {
  const list = command(claims, {
    usage: 'list',
    summary: 'list claims; one that is claimed and not delivered may have been lost on its way',
    example: 'claims list --state claimed',
  })
    .option('--request <id>', 'those that a request was answered with')
    .option('--client <id>', 'those for a secret of this client')
    .option('--member <id>', 'those for a token of this member')
    .option('--state <state>', 'open, expired, claimed, locked, cancelled or reissued');
  addPageOptions(list).action(
    does(async ({ json, request, client, member, ...query }: Options) =>
      withAdmin(shell, async (admin) => {
        const page = await admin.listClaims({
          ...query,
          ...(request !== undefined && { request_id: request }),
          ...(client !== undefined && { client_id: client }),
          ...(member !== undefined && { member_id: member }),
        });
        return printPage(shell, { json }, page, COLUMNS);
      }),
    ),
  );
};
