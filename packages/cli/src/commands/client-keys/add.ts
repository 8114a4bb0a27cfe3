import type { PartnerClient } from '@gatepass/protocol';
import { readPublicJwk } from '../../client-keys/read-public-jwk.ts';
import { type JsonOption, printAnswer } from '../../output/print.ts';
import { printable } from '../../output/printable.ts';
import { type AddCommand, command, withAdmin } from '../cli.ts';

interface Options extends JsonOption {
  readonly jwk: string;
  readonly label?: string;
  readonly expiresAt?: string;
}

export const addClientKeysAdd: AddCommand = (keys, { shell, does }) => {
  command(keys, {
    usage: 'add <client-id>',
    summary: 'register a public key that a client signs its assertions for (RFC 7523)',
    example: 'client-keys add CLIENT_ID --jwk public-key.json',
  })
    .requiredOption('--jwk <file>', 'the public key as a JWK: RSA from 2048 bits on, P-256 or Ed25519')
    .option('--label <text>', 'what to know it by')
    .option('--expires-at <time>', 'until when it is valid, e.g. 2027-01-01T00:00:00.000Z')
    .action(
      does(async (clientId: string, { jwk, label, expiresAt, ...options }: Options) => {
        const key = readPublicJwk(jwk);
        if (!key.ok) return key;
        const body = {
          public_jwk: key.value,
          ...(label !== undefined && { label }),
          ...(expiresAt !== undefined && { expires_at: expiresAt }),
        };
        return withAdmin(shell, async (admin) => {
          const client = await admin.showClient(clientId);
          if (!client.ok) return client;
          const printed = printAnswer(shell, options, await admin.createClientKey(clientId, body));
          if (printed.ok) shell.stderr.write(whenItCounts(client.value));
          return printed;
        });
      }),
    );
};

/** A key may be registered before the client goes over to keys; where it publishes them, no other ever counts. */
function whenItCounts({ client_id, auth_method, jwks_uri }: PartnerClient): string {
  if (jwks_uri !== null)
    return `it does not count: the keys of this client are those at ${printable(jwks_uri)}\n`;
  if (auth_method === 'private_key_jwt') return '';
  return `it does not count yet: gatepass clients auth-method ${client_id} private_key_jwt\n`;
}
