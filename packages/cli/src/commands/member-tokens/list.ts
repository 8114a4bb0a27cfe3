import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { ID_MISSING, OWN_ALONE } from '../own-alone.ts';
import { addPageOptions } from '../page-options.ts';

const COLUMNS = ['id', 'label', 'created_at', 'expires_at', 'revoked_at'] as const;

export const addMemberTokensList: AddCommand = (tokens, { shell, does }) => {
  const list = command(tokens, {
    usage: 'list [member-id]',
    summary: 'list the tokens of a member of a partner, or one’s own, without what could be used',
    example: 'member-tokens list MEMBER_ID',
  });
  addPageOptions(list).action(
    does(async (memberId: string | undefined, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(
        shell,
        async (admin) =>
          memberId === undefined
            ? ID_MISSING
            : printPage(shell, { json }, await admin.listMemberTokens(memberId, query), COLUMNS),
        async (member) =>
          memberId === undefined
            ? printPage(shell, { json }, await member.listOwnTokens(query), COLUMNS)
            : OWN_ALONE,
      ),
    ),
  );
};
