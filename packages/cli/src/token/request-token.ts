import { type AccessToken, createClient, isGatepassClientError } from '@gatepass/client';
import { ok, type Result, refuse } from '@gatepass/protocol';
import { EXIT } from '../exit-code.ts';
import { CANCELLED, type Failure, fail } from '../failure.ts';
import type { Pair } from '../secrets/credentials-file.ts';
import type { Shell } from '../shell.ts';
import { clientFailure } from './client-failure.ts';

export interface TokenOptions {
  readonly scope?: string;
  readonly resource?: string;
}

/** Gets one token for a pair. */
export async function requestToken(
  shell: Shell,
  pair: Pair,
  { scope, resource }: TokenOptions = {},
): Promise<Result<AccessToken, Failure>> {
  try {
    const client = createClient({
      tokenUrl: pair.token_url,
      clientId: pair.client_id,
      clientSecret: pair.client_secret,
      ...(scope !== undefined && { scope }),
      ...(resource !== undefined && { resource }),
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
