import { createInterface } from 'node:readline/promises';
import { ok, type Result } from '@gatepass/protocol';
import { EXIT } from './exit-code.ts';
import { CANCELLED, type Failure, fail } from './failure.ts';
import { hasPerson, type Shell } from './shell.ts';

/**
 * Makes sure that what cannot be undone is meant: on a terminal the person types `word`; elsewhere, and to leave the
 * question out, there must have been `--yes`.
 */
export async function confirm(
  shell: Shell,
  yes: boolean | undefined,
  question: string,
  word: string,
): Promise<Result<void, Failure>> {
  if (yes) return ok(undefined);
  if (!hasPerson(shell)) {
    return fail(EXIT.usage, 'There is nobody to ask for confirmation here', 'Add --yes if you are sure.');
  }
  const typed = await ask(shell, `${question}\nType ${word} to go on: `);
  if (typed === word) return ok(undefined);
  return fail(EXIT.cancelled, CANCELLED.message, 'Nothing was changed.');
}

/** One line from the terminal; undefined when the person left instead of answering. */
async function ask(shell: Shell, question: string): Promise<string | undefined> {
  // Without `terminal`, Ctrl-C is a signal as at any other moment.
  const lines = createInterface({ input: shell.stdin, terminal: false });
  shell.stderr.write(question);
  try {
    const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
    return await Promise.race([lines.question('', { signal: shell.stop }), ended]);
  } catch {
    return undefined;
  } finally {
    lines.close();
  }
}
