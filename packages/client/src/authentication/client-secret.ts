import { ok, type Result, refuse } from '@gatepass/protocol';
import { clientSecretDefect } from '../credential-check.ts';
import { ClientSecretUnavailableError } from '../errors/client-secret-unavailable-error.ts';
import type { ProveClient } from './client-proof.ts';

/** A secret, or a function that reads it from where it is kept. */
export type ClientSecret = string | (() => string | Promise<string>);

/** Proves by the secret as it is now, so that one replaced in its file is taken up without a restart. */
export function proveBySecret(secret: ClientSecret, clientId: string): ProveClient {
  return async () => {
    const text = typeof secret === 'string' ? ok(secret) : await readSecret(secret, clientId);
    if (!text.ok) return text;
    return ok({
      parameters: { client_secret: text.value },
      confidential: text.value,
      credential: text.value,
    });
  };
}

async function readSecret(
  read: () => string | Promise<string>,
  clientId: string,
): Promise<Result<string, ClientSecretUnavailableError>> {
  try {
    const text: unknown = await read();
    const defect = typeof text === 'string' ? clientSecretDefect(text, clientId) : 'it is no string';
    return defect === undefined ? ok(text as string) : refuse(new ClientSecretUnavailableError(defect));
  } catch (error) {
    if (error instanceof ClientSecretUnavailableError) return refuse(error);
    return refuse(new ClientSecretUnavailableError(`reading it failed${codeOf(error)}`));
  }
}

/** Messages of the caller's errors may quote the secret (those of `JSON.parse` do), codes do not. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_]{1,63}$/.test(code) ? ` with ${code}` : '';
}
