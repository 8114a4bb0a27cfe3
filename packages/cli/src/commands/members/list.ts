import type { Member } from '@gatepass/protocol';
import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { ID_MISSING, OWN_ALONE } from '../own-alone.ts';
import { addPageOptions } from '../page-options.ts';

const COLUMNS = ['id', 'name', 'email', 'status', 'created_at', 'status_reason'] as const;

export const addMembersList: AddCommand = (members, { shell, does }) => {
  const list = command(members, {
    usage: 'list [partner-id]',
    summary: 'list the members of a partner; a member of one sees those of their own',
    example: 'members list PARTNER_ID',
  });
  addPageOptions(list).action(
    does(async (partnerId: string | undefined, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(
        shell,
        async (admin) =>
          partnerId === undefined
            ? ID_MISSING
            : printPage(shell, { json }, await admin.listMembers(partnerId, query), COLUMNS),
        async (member) =>
          partnerId === undefined
            ? printPage<Partial<Member>>(shell, { json }, await member.listOwnMembers(query), COLUMNS)
            : OWN_ALONE,
      ),
    ),
  );
};
