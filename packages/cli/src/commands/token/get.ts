import { type AccessToken, createClient, isGatepassClientError } from '@gatepass/client';
import { ok, type Result, refuse, type TokenResponse } from '@gatepass/protocol';
import { EXIT } from '../../exit-code.ts';
import { CANCELLED, type Failure, fail } from '../../failure.ts';
import { type JsonOption, printObject } from '../../output/print.ts';
import type { Shell } from '../../shell.ts';
import { clientFailure } from '../../token/client-failure.ts';
import { type Pair, type PairOptions, pairFrom } from '../../token/pair-source.ts';
import { type AddCommand, command, type Outcome } from '../cli.ts';

interface Options extends JsonOption, PairOptions {
  readonly scope?: string;
  readonly resource?: string;
}

export const addTokenGet: AddCommand = (token, { shell, does }) => {
  command(token, {
    usage: 'get',
    summary: 'exchange a pair for an access token, and print the token alone',
    example: 'token get --credentials pair.json',
  })
    .option('--credentials <file>', 'a pair as --out writes it')
    .option('--client-id <id>', 'instead of GATEPASS_CLIENT_ID')
    .option('--secret-stdin', 'read the secret from standard input')
    .option('--secret-file <file>', 'read the secret from a file')
    .option('--scope <scope>', 'scope tokens separated by spaces (all that were granted by default)')
    .option('--resource <uri>', 'the API it is for (the default one of the server where it is left out)')
    .action(does((options: Options) => getToken(shell, options)));
};

async function getToken(shell: Shell, options: Options): Outcome {
  const pair = await pairFrom(shell, options);
  if (!pair.ok) return pair;
  const token = await requestToken(shell, pair.value, options);
  if (!token.ok) return token;
  if (options.json) printObject(shell, options, answerOf(token.value, shell.now()));
  else shell.stdout.write(`${token.value.accessToken}\n`);
  return ok(undefined);
}

async function requestToken(
  shell: Shell,
  pair: Pair,
  options: Options,
): Promise<Result<AccessToken, Failure>> {
  try {
    const client = createClient({
      tokenUrl: pair.token_url,
      clientId: pair.client_id,
      clientSecret: pair.client_secret,
      ...(options.scope !== undefined && { scope: options.scope }),
      ...(options.resource !== undefined && { resource: options.resource }),
    });
    return ok(await client.getToken({ signal: shell.stop }));
  } catch (error) {
    if (shell.stop.aborted) return refuse(CANCELLED);
    if (isGatepassClientError(error)) return refuse(clientFailure(error));
    // What was given cannot work, says the SDK.
    if (error instanceof TypeError) return fail(EXIT.usage, error.message);
    throw error;
  }
}

/** As the server answered (RFC 6749 §5.1). */
function answerOf({ accessToken, expiresAt, scope }: AccessToken, now: number): TokenResponse {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.round((expiresAt.getTime() - now) / 1000),
    ...(scope !== undefined && { scope }),
  };
}
