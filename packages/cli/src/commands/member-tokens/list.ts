import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addMemberTokensList: AddCommand = (tokens, { shell, does }) => {
  const list = command(tokens, {
    usage: 'list <member-id>',
    summary: 'list the tokens of a member of a partner, without what could be used',
    example: 'member-tokens list MEMBER_ID',
  });
  addPageOptions(list).action(
    does(async (memberId: string, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listMemberTokens(memberId, query), [
          'id',
          'label',
          'created_at',
          'expires_at',
          'revoked_at',
        ]),
      ),
    ),
  );
};
