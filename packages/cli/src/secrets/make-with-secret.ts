import { ok, type Result } from '@gatepass/protocol';
import type { Command } from 'commander';
import { errorCode } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { type JsonOption, printObject } from '../output/print.ts';
import type { Shell } from '../shell.ts';
import { type NewPrivateFile, openNewPrivateFile } from './new-private-file.ts';

export interface SecretOptions extends JsonOption {
  readonly out?: string;
  readonly showSecret?: true;
}

export function addSecretOptions(command: Command, what: string): Command {
  return command
    .option('--out <file>', `write ${what} to a new file that only its owner can read`)
    .option('--show-secret', 'print it, also where the output is no terminal');
}

interface Making<Made extends object> {
  readonly make: () => Promise<Result<Made, Failure>>;
  /** The field that is shown once. */
  readonly secretField: keyof Made & string;
  /** What goes into the file. */
  readonly fileContent: (made: Made) => object;
  /** What to do when it was made and could not be kept. */
  readonly whenLost: (made: Made) => string;
  /** What people see of it beside the secret; all of it by default. */
  readonly forPeople?: (made: Made) => object;
}

/**
 * Makes something whose secret is told only once, and brings the secret where the person wants it: to a new file, or
 * to the terminal. Whether that place can take it is known before anything is made.
 */
export async function makeWithSecret<Made extends object>(
  shell: Shell,
  options: SecretOptions,
  making: Making<Made>,
): Promise<Result<void, Failure>> {
  if (options.out !== undefined) return makeIntoFile(shell, options, options.out, making);
  if (!shell.stdout.isTTY && !options.showSecret) {
    const hint = 'Add --out FILE, or --show-secret if this is what you want.';
    return fail(EXIT.usage, 'The output is no terminal, so the secret would go to a file or a pipe', hint);
  }
  const made = await making.make();
  if (!made.ok) return made;
  const secret = { [making.secretField]: made.value[making.secretField] };
  printObject(shell, options, { ...shownOf(options, made.value, making), ...secret });
  shell.stderr.write(`${making.secretField} is shown this once: keep it now, in a secret manager\n`);
  return ok(undefined);
}

async function makeIntoFile<Made extends object>(
  shell: Shell,
  options: SecretOptions,
  path: string,
  making: Making<Made>,
): Promise<Result<void, Failure>> {
  const file = await openNewPrivateFile(path);
  if (!file.ok) return file;
  const made = await making.make();
  if (!made.ok) {
    await file.value.abandon();
    return made;
  }
  const kept = await keep(file.value, making.fileContent(made.value), making.whenLost(made.value));
  if (!kept.ok) return kept;
  printObject(shell, options, shownOf(options, made.value, making));
  shell.stderr.write(`${making.secretField} is in ${path}, and nowhere else\n`);
  return ok(undefined);
}

/** What is shown of it without the secret. */
function shownOf<Made extends object>(
  { json }: JsonOption,
  made: Made,
  { secretField, forPeople }: Making<Made>,
): object {
  const { [secretField]: _secret, ...others } = made;
  return json || forPeople === undefined ? others : forPeople(made);
}

async function keep(file: NewPrivateFile, content: object, whenLost: string): Promise<Result<void, Failure>> {
  try {
    return ok(await file.finish(`${JSON.stringify(content, null, 2)}\n`));
  } catch (error) {
    return fail(
      EXIT.unexpected,
      `It was made, but ${file.path} could not be written (${errorCode(error)})`,
      whenLost,
    );
  }
}
