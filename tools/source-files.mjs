import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is installed, built, cached, or data of a running product: never source. */
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache', 'data']);

/**
 * Every file of the project, by its path below the folder, sorted. Needs no git, so that it also works in an
 * unpacked archive.
 * @param {string} folder
 * @returns {string[]}
 */
export function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name) && !name.endsWith('.tsbuildinfo'))
    .flatMap((entry) =>
      entry.isDirectory()
        ? sourceFiles(join(folder, entry.name)).map((file) => `${entry.name}/${file}`)
        : entry.isFile()
          ? [entry.name]
          : [],
    )
    .sort();
}
