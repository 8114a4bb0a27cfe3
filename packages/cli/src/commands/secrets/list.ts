import type { PageQuery } from '../../admin-client.ts';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';
import { addPageOptions } from '../page-options.ts';

const COLUMNS = [
  'id',
  'label',
  'hint',
  'state',
  'created_at',
  'expires_at',
  'exposed_at',
  'retire_reason',
  'revoked_reason',
] as const;

export const addSecretsList: AddCommand = (secrets, { shell, does }) => {
  const list = command(secrets, {
    usage: 'list <client-id>',
    summary: 'list the secrets of a client, by their last four characters',
    example: 'secrets list CLIENT_ID',
  });
  addPageOptions(list).action(
    does(async (clientId: string, { json, ...query }: JsonOption & PageQuery) =>
      withAdmin(shell, async (admin) =>
        printPage(shell, { json }, await admin.listSecrets(clientId, query), COLUMNS),
      ),
    ),
  );
};
