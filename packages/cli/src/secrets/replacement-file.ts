import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ok, type Result } from '@gatepass/protocol';
import type { Failure } from '../failure.ts';
import { openNewPrivateFile, syncDirectory } from './new-private-file.ts';

/** What will take the place of a file, under a name of its own beside it until then. */
export interface Replacement {
  /** Where the text is in the meantime. */
  readonly path: string;
  /** Writes the text so that it outlives a loss of power. From then on it can be found again. */
  write(text: string): Promise<void>;
  /** Puts it in the place of the file, whole. */
  putInPlace(): Promise<void>;
  /** Removes it: there is nothing to keep. */
  abandon(): Promise<void>;
}

/**
 * Opens the successor of a file before there is anything to write, since what is written later cannot be had again.
 * The name is new each time: two processes that do this at once are not in each other's way.
 */
export async function openReplacement(target: string): Promise<Result<Replacement, Failure>> {
  const file = await openNewPrivateFile(`${target}.${randomBytes(8).toString('hex')}.next`);
  if (!file.ok) return file;
  const { path, finish, abandon } = file.value;
  return ok({ path, write: finish, putInPlace: () => putInPlace(path, target), abandon });
}

export async function putInPlace(path: string, target: string): Promise<void> {
  await rename(path, target);
  await syncDirectory(dirname(target));
}

/** What earlier processes wrote and did not live to put in place. What cannot be read is none. */
export async function findReplacements(target: string): Promise<readonly { path: string; text: string }[]> {
  // A folder that is not there is told of by whoever wants to write into it.
  const names = await readdir(dirname(target)).catch((): string[] => []);
  const paths = names
    .filter((name) => isReplacement(name, target))
    .map((name) => join(dirname(target), name));
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(path, 'utf8').catch(() => '') })),
  );
}

function isReplacement(name: string, target: string): boolean {
  const prefix = `${basename(target)}.`;
  return name.startsWith(prefix) && /^[0-9a-f]{16}\.next$/.test(name.slice(prefix.length));
}
