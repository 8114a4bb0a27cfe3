import { ok, type Page, type Result } from '@gatepass/protocol';
import type { Failure } from '../failure.ts';
import type { Shell } from '../shell.ts';
import { describe } from './describe.ts';
import { printableJson } from './printable.ts';
import { table } from './table.ts';

/** The option that every command has. */
export interface JsonOption {
  /** The API's own object instead of a text for people. */
  readonly json?: boolean | undefined;
}

export function printObject(shell: Shell, options: JsonOption, object: object): void {
  shell.stdout.write(options.json ? `${printableJson(object)}\n` : describe(object));
}

/** Prints what the API answered, unless it refused. */
export function printAnswer(
  shell: Shell,
  options: JsonOption,
  answer: Result<object, Failure>,
): Result<void, Failure> {
  return answer.ok ? ok(printObject(shell, options, answer.value)) : answer;
}

/** As `printAnswer`, but for people in a text of its own. */
export function printText<Value extends object>(
  shell: Shell,
  options: JsonOption,
  answer: Result<Value, Failure>,
  inWords: (value: Value) => string,
): Result<void, Failure> {
  if (!answer.ok || options.json) return printAnswer(shell, options, answer);
  return ok(void shell.stdout.write(inWords(answer.value)));
}

/** Prints a page: for people as a table of those columns that it has, and how to get the next one. */
export function printPage<Item>(
  shell: Shell,
  options: JsonOption,
  answer: Result<Page<Item>, Failure>,
  columns: readonly (keyof Item & string)[],
): Result<void, Failure> {
  if (!answer.ok || options.json) return printAnswer(shell, options, answer);
  const { items, next } = answer.value;
  const told = columns.filter((column) => items.length === 0 || items.some((item) => hasField(item, column)));
  shell.stdout.write(table(items, told));
  if (next !== null) shell.stderr.write(`hint: there are more, add --after ${next}\n`);
  return ok(undefined);
}

/** Members of partners are told less than operators. */
function hasField(item: unknown, name: string): boolean {
  return typeof item === 'object' && item !== null && name in item;
}
