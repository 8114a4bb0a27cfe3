import type { ClientKey } from '@gatepass/protocol';
import { type JsonOption, printPage } from '../../output/print.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

const COLUMNS = ['id', 'label', 'kid', 'alg', 'state', 'created_at', 'expires_at', 'revoked_reason'] as const;

export const addClientKeysList: AddCommand = (keys, { shell, does }) => {
  command(keys, {
    usage: 'list <client-id>',
    summary: 'list the public keys of a client',
    example: 'client-keys list CLIENT_ID',
  }).action(
    does(async (clientId: string, options: JsonOption) =>
      withAdmin(shell, async (admin) =>
        printPage<Partial<ClientKey>>(shell, options, await admin.listClientKeys(clientId), COLUMNS),
      ),
    ),
  );
};
