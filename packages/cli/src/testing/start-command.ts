import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type CommandContext, type CommandRun, MAIN } from './run-command.ts';

/** A `gatepass` that goes on running. */
export interface StartedCommand {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when its output, of either kind, has this text; rejects when it ends without. */
  says(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process has ended. */
  readonly ended: Promise<CommandRun>;
}

export function startCommand(words: readonly string[], context: CommandContext): StartedCommand {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: context.cwd,
    env: { PATH: process.env.PATH ?? '', ...context.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, stdout, stderr }) as CommandRun);

  return {
    stdout: () => stdout,
    stderr: () => stderr,
    async says(text) {
      const hasSaid = () => stdout.includes(text) || stderr.includes(text);
      while (!hasSaid()) {
        const more = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
        const isOver = await Promise.race([more.then(() => false), ended.then(() => true)]);
        if (isOver && !hasSaid()) throw new Error(`it ended without saying: ${text}\n${stdout}${stderr}`);
      }
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}
