import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { type JsonObject, ok, type Result } from '@gatepass/protocol';
import { errorCode, readTextFile } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { parsePair } from './credentials-file.ts';

/**
 * What stands in the file that a new pair is to replace; nothing where there is no file yet. A file that holds
 * anything but a pair of this client stays, and so does one that others than this process's user can read: after the
 * change they no longer could, and whoever runs there would stop at its next start.
 */
export async function pairToReplace(path: string, clientId: string): Promise<Result<JsonObject, Failure>> {
  const stats = await statsOf(path);
  if (!stats.ok) return stats;
  if (stats.value === undefined) return ok({});
  if (!stats.value.isFile()) {
    return fail(EXIT.usage, `${path} is no file`, 'Name the file itself: a link would be replaced by one.');
  }
  if (isOfOthers(stats.value)) {
    const hint =
      'The new one is for its owner alone: run this as the user that reads the file, and chmod 600 it.';
    return fail(EXIT.usage, `${path} can be read by others than the user of this process`, hint);
  }
  const text = readTextFile(path, '--out');
  if (!text.ok) return text;
  const pair = parsePair(text.value);
  return pair?.client_id === clientId
    ? ok(pair.content)
    : fail(EXIT.usage, `${path} holds no pair of ${clientId}`, 'Name its credentials file, or a new one.');
}

async function statsOf(path: string): Promise<Result<Stats | undefined, Failure>> {
  try {
    return ok(await lstat(path));
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? ok(undefined) : fail(EXIT.usage, `${path} cannot be replaced (${code})`);
  }
}

/** Windows has neither of both, and tells 0. */
function isOfOthers({ uid, mode }: Stats): boolean {
  return process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o077) !== 0);
}
