import { ok, type Result, refuse } from '@gatepass/protocol';
import { clientSecretDefect } from '../credential-check.ts';
import { ClientSecretUnavailableError } from '../errors/client-secret-unavailable-error.ts';

/** A secret, or a function that reads it from where it is kept. */
export type ClientSecret = string | (() => string | Promise<string>);

/** Reads the secret as it is now, so that one replaced in its file is taken up without a restart. */
export type ReadSecret = () => Promise<Result<string, ClientSecretUnavailableError>>;

export function secretReader(secret: ClientSecret, clientId: string): ReadSecret {
  if (typeof secret === 'string') return async () => ok(secret);
  return async () => {
    try {
      const text: unknown = await secret();
      const defect = typeof text === 'string' ? clientSecretDefect(text, clientId) : 'it is no string';
      return defect === undefined ? ok(text as string) : refuse(new ClientSecretUnavailableError(defect));
    } catch (error) {
      return refuse(new ClientSecretUnavailableError(`reading it failed${codeOf(error)}`));
    }
  };
}

/** Messages of the caller's errors may quote the secret (those of `JSON.parse` do), codes do not. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_]{1,63}$/.test(code) ? ` with ${code}` : '';
}
