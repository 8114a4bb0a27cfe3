import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../environment-variable.ts';

export interface FileBelow {
  readonly path: string;
  /** Why it cannot be read, as the system names it. */
  readonly unreadable?: string;
}

/** Holds every version of every file, compressed: nothing could be found there. */
const SKIPPED_FOLDER = '.git';

/**
 * The path itself, or every file below a folder, in an order that does not depend on the system. A link that is named
 * is followed; one that is come upon is not, since what it leads to is elsewhere, or would be met twice.
 */
export async function* filesBelow(path: string): AsyncGenerator<FileBelow> {
  try {
    if (!(await stat(path)).isDirectory()) return yield { path };
  } catch (error) {
    return yield { path, unreadable: errorCode(error) };
  }
  yield* filesIn(path);
}

async function* filesIn(folder: string): AsyncGenerator<FileBelow> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isFile()) yield { path };
      else if (entry.isDirectory() && entry.name !== SKIPPED_FOLDER) yield* filesIn(path);
    }
  } catch (error) {
    yield { path: folder, unreadable: errorCode(error) };
  }
}
