import type { Secret } from '@gatepass/protocol';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

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
  command(secrets, {
    usage: 'list <client-id>',
    summary: 'list the secrets of a client, by their last four characters',
    example: 'secrets list CLIENT_ID',
  }).action(
    does(async (clientId: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printPage<Partial<Secret>>(shell, options, await admin.listSecrets(clientId), COLUMNS),
      ),
    ),
  );
};
