import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.mjs';

/**
 * Runs a tool of `node_modules`, by the Node that runs this.
 * @param {string} script such as `knip/bin/knip.js`
 * @param {readonly string[]} args
 * @returns {Promise<string[]>} nothing where it ends well; else what it printed, line by line
 */
export async function runTool(script, args) {
  const path = join(root, 'node_modules', script);
  const child = spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code === 0) return [];
  return [...output.trimEnd().split('\n'), `(${script} ended with ${code})`];
}
