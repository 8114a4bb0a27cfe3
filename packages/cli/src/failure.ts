import { refuse } from '@gatepass/protocol';
import { EXIT, type ExitCode } from './exit-code.ts';
import { printable } from './output/printable.ts';
import type { Shell } from './shell.ts';

export interface FailureWords {
  /** One sentence. It is shown without a capital at its start and without a full stop. */
  readonly message: string;
  /** What to do about it; several where it may be any of them. */
  readonly hint?: string | readonly string[];
}

/** Why a command did not do what was asked. Never holds a secret. */
export interface Failure extends FailureWords {
  readonly exitCode: ExitCode;
}

export function fail(exitCode: ExitCode, message: string, hint?: Failure['hint']) {
  return refuse<Failure>(hint === undefined ? { exitCode, message } : { exitCode, message, hint });
}

/** The person asked for it, so it is no error to explain. */
export const CANCELLED: Failure = { exitCode: EXIT.cancelled, message: 'cancelled' };

/**
 * The voice of every error: one line `gatepass: …`, lower-case, no full stop, and a line `hint: …` for each thing that
 * there is to do.
 */
export function showFailure(shell: Shell, failure: Failure): void {
  shell.stderr.write(`gatepass: ${inVoice(failure.message)}\n`);
  for (const hint of [failure.hint ?? []].flat()) shell.stderr.write(`hint: ${inVoice(hint)}\n`);
}

function inVoice(sentence: string): string {
  const text = printable(sentence).replace(/\.$/, '');
  // A name such as GATEPASS_URL keeps its capitals.
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
