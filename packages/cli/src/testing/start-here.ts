import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { tempFolder } from '@gatepass/testing';
import { onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';
import type { Shell } from '../shell.ts';
import type { CommandRun } from './run-command.ts';

/** A `gatepass` within this process. */
export interface StartedHere {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when its output, of either kind, has this text; rejects when it ends without. */
  says(text: string): Promise<void>;
  /** As the first Ctrl-C does. */
  stop(): void;
  /** Resolves when it has ended. A bug, which would be exit code 1 of a process, rejects. */
  readonly ended: Promise<CommandRun>;
}

export interface HereContext {
  /** All of it: nothing of the tests' own environment is passed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** A new folder, which this process works in until the test has finished. */
export async function workInFolder(): Promise<string> {
  const before = process.cwd();
  const folder = await tempFolder();
  onTestFinished(async () => {
    process.chdir(before);
    await folder.remove();
  });
  process.chdir(folder.path);
  return folder.path;
}

/**
 * Starts `gatepass` in the folder that this process works in, in a hundredth of the time that a process of its own
 * takes. What only such a process shows (its start, signals, its exit) is tested with `startCommand`.
 */
export function startHere(words: readonly string[], { env, stdin = '' }: HereContext): StartedHere {
  const stop = new AbortController();
  const output = { stdout: '', stderr: '' };
  const heard = new PassThrough().resume();
  const write = (name: keyof typeof output) => ({
    write(text: string) {
      output[name] += text;
      heard.write(text);
    },
  });
  const shell: Shell = {
    env,
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout: write('stdout'),
    stderr: write('stderr'),
    now: Date.now,
    stop: stop.signal,
  };
  const ended = runProgram(words, shell).then((exitCode) => ({ exitCode, ...output }));

  return {
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    async says(text) {
      const hasSaid = () => output.stdout.includes(text) || output.stderr.includes(text);
      while (!hasSaid()) {
        const isOver = await Promise.race([once(heard, 'data').then(() => false), ended.then(() => true)]);
        if (isOver && !hasSaid())
          throw new Error(`it ended without saying: ${text}\n${output.stdout}${output.stderr}`);
      }
    },
    stop: () => stop.abort(),
    ended,
  };
}

/** Runs `gatepass` within this process, to its end. */
export function runHere(words: readonly string[], context: HereContext): Promise<CommandRun> {
  return startHere(words, context).ended;
}
