import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RunningServer } from '@gatepass/server';
import { errorCode } from '../environment-variable.ts';
import { syncDirectory } from '../secrets/new-private-file.ts';

type Server = Pick<RunningServer, 'hasOperators' | 'createFirstOperator' | 'knowsOperatorToken'>;

/**
 * Gives a deployment without operators its first one, an admin, whose token is put into this file. Of any number of
 * processes that try at once, one makes it.
 *
 * The token is put beside the file before the operator exists, under a name that no other process uses. So a crash
 * leaves either a token of nobody, which is thrown away, or the token of the first operator, which the next start
 * moves to its place.
 * @returns whether the first operator's token has come into the file just now
 */
export async function firstOperator(server: Server, tokenFile: string, name: string): Promise<boolean> {
  if (await server.hasOperators()) return takeUpUnfinished(server, tokenFile);
  const unfinished = `${tokenFile}.${randomUUID()}${UNFINISHED}`;
  const isFirst = await server.createFirstOperator(name, async (token) => {
    await writeFile(unfinished, `${token}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await syncDirectory(dirname(tokenFile));
  });
  if (isFirst) await moveTo(tokenFile, unfinished);
  else await rm(unfinished, { force: true });
  return isFirst;
}

const UNFINISHED = '.unfinished';

/** Asked once there are operators: what is no token of one then never becomes one. */
async function takeUpUnfinished(server: Server, tokenFile: string): Promise<boolean> {
  const folder = dirname(tokenFile);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  let isTaken = false;
  for (const name of names.filter((one) => isUnfinished(one, basename(tokenFile)))) {
    const path = join(folder, name);
    const token = readIfThere(path);
    if (token !== undefined && (await server.knowsOperatorToken(token))) {
      await moveTo(tokenFile, path);
      isTaken = true;
    } else await rm(path, { force: true });
  }
  return isTaken;
}

/** Undefined where the process that made it has just moved it or thrown it away. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isUnfinished(name: string, file: string): boolean {
  return (
    name.startsWith(`${file}.`) && name.endsWith(UNFINISHED) && name.length > file.length + UNFINISHED.length
  );
}

/** Another process that starts may have done it already. */
async function moveTo(tokenFile: string, unfinished: string): Promise<void> {
  try {
    await rename(unfinished, tokenFile);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || !existsSync(tokenFile)) throw error;
  }
  await syncDirectory(dirname(tokenFile));
}
