import type { AccessToken } from '@gatepass/client';
import { ok, type TokenResponse } from '@gatepass/protocol';
import { type JsonOption, printObject } from '../../output/print.ts';
import type { Shell } from '../../shell.ts';
import { type PairOptions, pairFrom } from '../../token/pair-source.ts';
import { requestToken, type TokenOptions } from '../../token/request-token.ts';
import { type AddCommand, command, type Outcome } from '../cli.ts';
import { addPairOptions } from '../pair-options.ts';

interface Options extends JsonOption, PairOptions, TokenOptions {}

export const addTokenGet: AddCommand = (token, { shell, does }) => {
  const get = command(token, {
    usage: 'get',
    summary: 'exchange a pair for an access token, and print the token alone',
    example: 'token get --credentials pair.json',
  });
  addPairOptions(get)
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

/** As the server answered (RFC 6749 §5.1). */
function answerOf({ accessToken, expiresAt, scope }: AccessToken, now: number): TokenResponse {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.round((expiresAt.getTime() - now) / 1000),
    ...(scope !== undefined && { scope }),
  };
}
