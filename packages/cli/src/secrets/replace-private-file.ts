import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './new-private-file.ts';

/** Puts a file there whole or not at all, readable by its owner alone; one of the same name is replaced. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  // A leftover might have another mode, which writing to it would keep.
  await rm(unfinished, { force: true });
  await writeFile(unfinished, text, { mode: 0o600, flag: 'wx', flush: true });
  await rename(unfinished, path);
  await syncDirectory(dirname(path));
}
