import { PassThrough } from 'node:stream';
import type { Shell } from '../shell.ts';

export interface MemoryShell {
  readonly shell: Shell;
  readonly stdin: PassThrough;
  /** What was written so far. */
  stdout(): string;
  stderr(): string;
  /** As Ctrl-C does. */
  interrupt(): void;
}

/** A process's edge in memory; a person sits before it where `terminal` is true. */
export function memoryShell(options: { terminal?: boolean; env?: Shell['env'] } = {}): MemoryShell {
  const isTTY = options.terminal ?? false;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stop = new AbortController();
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  return {
    shell: {
      env: options.env ?? {},
      stdin,
      stdout: output('stdout'),
      stderr: output('stderr'),
      now: () => Date.UTC(2026, 10, 24),
      stop: stop.signal,
    },
    stdin,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    interrupt: () => stop.abort(),
  };
}
