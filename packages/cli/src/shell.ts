import type { Readable } from 'node:stream';

/** Where texts go. `isTTY` is how Node marks a terminal. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The process as the commands see it. */
export interface Shell {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborts when the process is asked to stop, by Ctrl-C or SIGTERM. */
  readonly stop: AbortSignal;
}

/** A question needs somebody to read it and to answer. */
export function hasPerson(shell: Shell): boolean {
  return shell.stdin.isTTY === true && shell.stderr.isTTY === true;
}
