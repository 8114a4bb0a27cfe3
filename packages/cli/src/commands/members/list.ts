import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addMembersList: AddCommand = (members, { shell, does }) => {
  const list = command(members, {
    usage: 'list <partner-id>',
    summary: 'list the members of a partner',
    example: 'members list PARTNER_ID',
  });
  addPageOptions(list).action(
    does(async (partnerId: string, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listMembers(partnerId, query), [
          'id',
          'name',
          'email',
          'status',
          'created_at',
          'status_reason',
        ]),
      ),
    ),
  );
};
