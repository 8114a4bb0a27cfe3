import { ok, type Result, TOKEN_PATH } from '@gatepass/protocol';
import { serverUrl } from '../connection.ts';
import { environmentVariable, readTextFile } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { readInput } from '../read-input.ts';
import { type PairWithContent, parsePair } from '../secrets/credentials-file.ts';
import type { Shell } from '../shell.ts';

export interface PairOptions {
  readonly credentials?: string;
  readonly clientId?: string;
  readonly secretFile?: string;
  readonly secretStdin?: true;
}

const HINT = 'Give --credentials FILE, or set GATEPASS_CLIENT_ID and GATEPASS_CLIENT_SECRET.';

/** The pair from a file that `--out` wrote, or in its parts from options and the environment. */
export async function pairFrom(
  shell: Shell,
  options: PairOptions,
): Promise<Result<PairWithContent, Failure>> {
  if (options.credentials !== undefined) return pairInFile(options.credentials);
  const url = serverUrl(shell);
  if (!url.ok) return url;
  const inEnvironment = environmentVariable(shell.env, 'GATEPASS_CLIENT_ID');
  if (!inEnvironment.ok) return inEnvironment;
  const clientId = options.clientId ?? inEnvironment.value;
  if (clientId === undefined) return fail(EXIT.usage, 'No client id is given', HINT);
  const secret = await secretFrom(shell, options);
  if (!secret.ok) return secret;
  if (secret.value === undefined) return fail(EXIT.usage, 'No client secret is given', HINT);
  const pair = {
    client_id: clientId,
    client_secret: secret.value,
    token_url: url.value.origin + TOKEN_PATH,
  };
  return ok({ ...pair, content: pair });
}

function pairInFile(path: string): Result<PairWithContent, Failure> {
  const text = readTextFile(path, '--credentials');
  if (!text.ok) return text;
  const pair = parsePair(text.value);
  return pair === undefined
    ? fail(EXIT.usage, `${path} is no credentials file`, 'gatepass clients create --out FILE writes one.')
    : ok(pair);
}

async function secretFrom(shell: Shell, options: PairOptions): Promise<Result<string | undefined, Failure>> {
  if (options.secretStdin) return readInput(shell, 'the client secret');
  if (options.secretFile !== undefined) return readTextFile(options.secretFile, '--secret-file');
  return environmentVariable(shell.env, 'GATEPASS_CLIENT_SECRET');
}
