import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ok, type Result, refuse } from '@gatepass/protocol';
import { CANCELLED, type Failure } from './failure.ts';
import { readInput } from './read-input.ts';
import { hasPerson, type Shell } from './shell.ts';

export interface Question {
  readonly text: string;
  /** Whether what is typed stays unseen. */
  readonly hidden: boolean;
}

/**
 * One line for each question: asked one after the other on a terminal, else the lines of standard input, of which
 * missing ones are empty. `what` tells all of it in words.
 */
export async function askLines(
  shell: Shell,
  questions: readonly Question[],
  what: string,
): Promise<Result<readonly string[], Failure>> {
  if (hasPerson(shell)) return askPerson(shell, questions);
  const input = await readInput(shell, what);
  if (!input.ok) return input;
  const lines = input.value.split('\n').map((line) => line.trim());
  return ok(questions.map((_, index) => lines[index] ?? ''));
}

async function askPerson(
  shell: Shell,
  questions: readonly Question[],
): Promise<Result<readonly string[], Failure>> {
  if (shell.stop.aborted) return refuse(CANCELLED);
  let hidden = true;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) shell.stderr.write(String(chunk));
      done();
    },
  });
  // As a terminal of its own, so that nothing is echoed but by us; a line that came too early waits for its question.
  const lines = createInterface({ input: shell.stdin, output: echo, terminal: true, historySize: 0 });
  const typed = lines[Symbol.asyncIterator]();
  const close = () => lines.close();
  shell.stop.addEventListener('abort', close);
  try {
    const answers: string[] = [];
    for (const question of questions) {
      shell.stderr.write(question.text);
      hidden = question.hidden;
      const line = await typed.next();
      if (line.done) return refuse(CANCELLED);
      if (hidden) shell.stderr.write('\n');
      hidden = true;
      answers.push(line.value.trim());
    }
    return ok(answers);
  } finally {
    shell.stop.removeEventListener('abort', close);
    lines.close();
  }
}
