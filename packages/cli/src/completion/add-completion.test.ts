import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MAIN } from '../testing/run-command.ts';

/** What bash has from its package for completions, and what it has while it completes. */
const AROUND = [
  `_get_comp_words_by_ref() { words=("\${TYPED[@]}"); cur="\${TYPED[-1]}"; }`,
  'compopt() { :; }',
  `gatepass() { "${process.execPath}" "${MAIN}" "$@"; }`,
];

/** Has bash complete the words, as if they were typed behind `gatepass` and not yet sent. */
function completeInBash(typed: string, cwd: string): string[] {
  const script = execFileSync(process.execPath, [MAIN, 'completion', 'bash'], { cwd, encoding: 'utf8' });
  const run = [`TYPED=(gatepass ${typed})`, '__gatepass_complete', `printf '%s\\n' "\${COMPREPLY[@]}"`];
  writeFileSync(join(cwd, 'complete.sh'), [...AROUND, script, ...run].join('\n'));
  return execFileSync('bash', ['complete.sh'], { cwd, encoding: 'utf8' }).trim().split('\n');
}

function hasBash(): boolean {
  return spawnSync('bash', ['--version']).status === 0;
}

async function folder(): Promise<string> {
  const made = await tempFolder();
  onTestFinished(made.remove);
  return made.path;
}

describe('in bash', () => {
  test('a word that was begun is completed', async ({ skip }) => {
    skip(!hasBash(), 'there is no bash');
    expect(completeInBash("'secrets' 'rot'", await folder())).toEqual(['rotate', 'rotation']);
  });

  test('what was typed is not run, whatever it says', async ({ skip }) => {
    skip(!hasBash(), 'there is no bash');
    const cwd = await folder();
    completeInBash("'explain' '$(touch ran)' ''", cwd);
    completeInBash("'explain' '`touch ran`;touch' 'ran' ''", cwd);
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });
});
