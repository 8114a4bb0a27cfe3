#!/usr/bin/env node
import { EXIT } from './exit-code.ts';
import { showFailure } from './failure.ts';
import { runProgram } from './program.ts';
import type { Shell } from './shell.ts';

const stop = new AbortController();

/** The first signal asks to finish; whoever sends a second one has waited long enough. */
function stopOnSignal(): void {
  if (stop.signal.aborted) process.exit(EXIT.cancelled);
  stop.abort();
}

process.on('SIGINT', stopOnSignal);
process.on('SIGTERM', stopOnSignal);
// A reader that has seen enough, as `head` does, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.unexpected);
});

const shell: Shell = {
  env: process.env,
  // Opened only by a command that reads it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  stop: stop.signal,
};

try {
  process.exitCode = await runProgram(process.argv.slice(2), shell);
} catch (error) {
  showFailure(shell, {
    exitCode: EXIT.unexpected,
    message: `unexpected: ${error instanceof Error ? error.message : 'no error was thrown'}`,
    hint: 'This is a bug. Please report it with what you typed, but without secrets.',
  });
  process.exitCode = EXIT.unexpected;
}
