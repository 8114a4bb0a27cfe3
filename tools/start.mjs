// `npm start`: builds what is stale, then runs `gatepass dev` in this very process, so that signals reach it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], {
  cwd: root,
  // What the compiler says is no output of the product.
  stdio: ['ignore', 2, 2],
});

if (build.status === 0) {
  const main = new URL('../packages/cli/dist/main.js', import.meta.url);
  process.argv = [process.execPath, fileURLToPath(main), 'dev', ...process.argv.slice(2)];
  await import(main.href);
} else {
  process.stderr.write('gatepass: the build failed\nhint: run npm ci, then npm start again\n');
  process.exitCode = 1;
}
