import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

export const addOperatorTokensList: AddCommand = (tokens, { shell, does }) => {
  const list = command(tokens, {
    usage: 'list <operator-id>',
    summary: 'list the tokens of an operator, without what could be used',
    example: 'operator-tokens list OPERATOR_ID',
  });
  addPageOptions(list).action(
    does(async (operatorId: string, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listOperatorTokens(operatorId, query), [
          'id',
          'label',
          'role',
          'created_at',
          'expires_at',
          'revoked_at',
        ]),
      ),
    ),
  );
};
