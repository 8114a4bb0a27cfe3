import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The command as it is installed. */
export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandContext {
  readonly cwd: string;
  /** All of it: nothing of the tests' own environment is passed on but the path to programs. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Runs `gatepass` as a process of its own, to its end. Neither its input nor its output is a terminal. */
export async function runCommand(words: readonly string[], context: CommandContext): Promise<CommandRun> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: context.cwd,
    env: { PATH: process.env.PATH ?? '', ...context.env },
  });
  // A command that refuses at once does not read its input.
  child.stdin.on('error', () => {});
  child.stdin.end(context.stdin ?? '');
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}
