import { readFileSync } from 'node:fs';
import { ok, type Result } from '@gatepass/protocol';
import { EXIT } from './exit-code.ts';
import { type Failure, fail } from './failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `NAME`, or what is in the file that `NAME_FILE` names, without white space around it. Empty counts as unset. */
export function environmentVariable(env: Environment, name: string): Result<string | undefined, Failure> {
  const direct = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (direct !== undefined && file !== undefined) {
    return fail(EXIT.usage, `${name} and ${name}_FILE are both set`, 'Keep one of them.');
  }
  return file === undefined ? ok(direct) : readTextFile(file, `${name}_FILE`);
}

/** A small file's text, without white space around it. `what` tells the person which setting named it. */
export function readTextFile(path: string, what: string): Result<string, Failure> {
  try {
    return ok(readFileSync(path, 'utf8').trim());
  } catch (error) {
    return fail(EXIT.usage, `${what} names ${path}, which cannot be read (${errorCode(error)})`);
  }
}

/** The system's name for what went wrong, `ENOENT` and its like. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
