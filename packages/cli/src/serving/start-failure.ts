import { type Result, refuse } from '@gatepass/protocol';
import { StartFailure } from '@gatepass/server';
import { errorCode } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';

/** Runs what starts something; a failure to start becomes one for the person to read. Bugs are thrown on. */
export async function starting<Value>(
  start: () => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof StartFailure) return refuse({ exitCode: error.exitCode, message: error.message });
    const code = errorCode(error);
    if (/^E[A-Z]+$/.test(code))
      return fail(EXIT.unavailable, `The system refuses (${(error as Error).message})`);
    throw error;
  }
}
