import { readFile } from 'node:fs/promises';
import { type Result, refuse } from '@gatepass/protocol';
import { ClientSecretUnavailableError } from '../errors/client-secret-unavailable-error.ts';
import { secretInText } from './secret-in-text.ts';

/** A tenth of a second: whoever writes a file in place is done within it. */
const READS = 6;
const PAUSE_MS = 20;

/**
 * Reads the secret of a file each time it is asked. A file that is being written, or that is absent for the moment
 * between two, is read again; one that stays so leaves the last secret in use that was whole.
 * @throws {ClientSecretUnavailableError} when there is none yet
 */
export function createSecretFile(
  path: string,
  wait: (ms: number) => Promise<unknown>,
): () => Promise<string> {
  let last: string | undefined;
  return async () => {
    const secret = await readWhole(path, wait);
    if (secret.ok) {
      last = secret.value;
      return last;
    }
    if (last === undefined) throw new ClientSecretUnavailableError(`${path}: ${secret.refusal}`);
    return last;
  };
}

async function readWhole(
  path: string,
  wait: (ms: number) => Promise<unknown>,
): Promise<Result<string, string>> {
  for (let read = 1; ; read++) {
    const secret = await readOnce(path);
    if (secret.ok || read === READS) return secret;
    await wait(PAUSE_MS);
  }
}

async function readOnce(path: string): Promise<Result<string, string>> {
  try {
    return secretInText(await readFile(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    return refuse(`reading it failed with ${code}`);
  }
}
