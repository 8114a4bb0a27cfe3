import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { root } from '../root.mjs';

/** The compiler, to be run by whichever Node runs this. */
const TSC = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace(/package\.json$/, 'bin/tsc');

/**
 * `tsc -b`: compiles what is stale.
 * @returns {boolean} whether everything compiled; what did not is printed
 */
export function build() {
  const { status } = spawnSync(process.execPath, [TSC, '-b', '--pretty', 'false'], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}
