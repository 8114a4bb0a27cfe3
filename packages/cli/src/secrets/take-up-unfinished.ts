import { ok, type Result } from '@gatepass/protocol';
import { errorCode } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import type { Shell } from '../shell.ts';
import { requestToken } from '../token/request-token.ts';
import { type Pair, parsePair } from './credentials-file.ts';
import { findReplacements, putInPlace } from './replacement-file.ts';

interface Unfinished {
  /** Whether the target has a new pair now. */
  readonly takenUp: boolean;
  /** Files with pairs that the server refuses: of no use once there is another, and not before. */
  readonly refused: readonly string[];
}

/**
 * Puts the pair in place that an earlier run made and did not live to put there. It is tried first: in the meantime
 * an operator may have taken it back, and then it must not replace one that works. A refusal does not tell whether
 * the pair is at fault or its client disabled for a day, so nothing is removed for it.
 */
export async function takeUpUnfinished(
  shell: Shell,
  target: string,
  { client_id, token_url }: Pair,
): Promise<Result<Unfinished, Failure>> {
  const refused: string[] = [];
  for (const { path, text } of await findReplacements(target)) {
    const pair = parsePair(text);
    if (pair?.client_id !== client_id) continue;
    const token = await requestToken(shell, { ...pair, token_url });
    if (token.ok) return finish(shell, path, target);
    if (token.refusal.exitCode !== EXIT.notAuthenticated) return token;
    refused.push(path);
  }
  return ok({ takenUp: false, refused });
}

async function finish(shell: Shell, path: string, target: string): Promise<Result<Unfinished, Failure>> {
  try {
    await putInPlace(path, target);
  } catch (error) {
    const code = errorCode(error);
    // Gone: the earlier run is still going on, and has put it there itself.
    if (code !== 'ENOENT') return fail(EXIT.unexpected, `${path} cannot replace ${target} (${code})`);
  }
  shell.stderr.write(`${target} has the pair now that an earlier run had made\n`);
  return ok({ takenUp: true, refused: [] });
}
