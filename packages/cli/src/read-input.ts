import { addAbortSignal } from 'node:stream';
import { ok, type Result, refuse } from '@gatepass/protocol';
import { EXIT } from './exit-code.ts';
import { CANCELLED, type Failure, fail } from './failure.ts';
import type { Shell } from './shell.ts';

const MAX_LENGTH = 64 * 1024;

/** All of standard input, without white space around it. On a terminal the person is told to type. */
export async function readInput(shell: Shell, what: string): Promise<Result<string, Failure>> {
  if (shell.stdin.isTTY) shell.stderr.write(`paste ${what}, then press Enter and Ctrl-D:\n`);
  let text = '';
  try {
    for await (const chunk of addAbortSignal(shell.stop, shell.stdin)) {
      text += chunk;
      if (text.length > MAX_LENGTH) return fail(EXIT.usage, `Standard input is too long to be ${what}`);
    }
  } catch (error) {
    if (shell.stop.aborted) return refuse(CANCELLED);
    throw error;
  }
  return ok(text.trim());
}
