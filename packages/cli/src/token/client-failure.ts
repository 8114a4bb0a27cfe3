import {
  type GatepassClientError,
  TokenRequestRefusedError,
  TokenServerBusyError,
  TokenServerUnreachableError,
} from '@gatepass/client';
import { EXIT, exitCodeForStatus } from '../exit-code.ts';
import type { Failure } from '../failure.ts';

/** What the SDK could not do, in the voice of this command. */
export function clientFailure(error: GatepassClientError): Failure {
  const { message } = error;
  if (error instanceof TokenRequestRefusedError) {
    const exitCode = exitCodeForStatus(error.status);
    return error.requestId === undefined
      ? { exitCode, message }
      : { exitCode, message, hint: `The request id is ${error.requestId}` };
  }
  if (error instanceof TokenServerBusyError) return { exitCode: exitCodeForStatus(error.status), message };
  if (error instanceof TokenServerUnreachableError) {
    return { exitCode: EXIT.unavailable, message, hint: 'Is it running? Check GATEPASS_URL.' };
  }
  return { exitCode: error.code === 'TOKEN_RESPONSE_INVALID' ? EXIT.unavailable : EXIT.usage, message };
}
