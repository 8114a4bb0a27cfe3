import { rm } from 'node:fs/promises';
import { type OwnSecret, ok, type Result, refuse } from '@gatepass/protocol';
import { errorCode } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { CANCELLED, type Failure, fail } from '../failure.ts';
import { type JsonOption, printObject } from '../output/print.ts';
import { selfRequest } from '../self/self-request.ts';
import type { Shell } from '../shell.ts';
import { type PairOptions, pairFrom } from '../token/pair-source.ts';
import type { Pair } from './credentials-file.ts';
import { pairToReplace } from './pair-to-replace.ts';
import { openReplacement, type Replacement } from './replacement-file.ts';
import { takeUpUnfinished } from './take-up-unfinished.ts';

interface RotateOwnOptions extends JsonOption, PairOptions {
  /** The file that will hold the new pair. */
  readonly out: string;
  readonly label?: string;
}

/**
 * A client makes itself a secret, and puts the pair into a file that others read at any time. The server tells the
 * secret once, so this is the order: a file beside the target is there, with room on the disk; the secret is asked
 * for; the pair is on the disk; the target is replaced. Whatever ends the process leaves either the old pair, which
 * stays good, or both; and the next run takes up the new one where it was left. Nobody is asked anything.
 */
export async function rotateOwnSecret(
  shell: Shell,
  options: RotateOwnOptions,
): Promise<Result<void, Failure>> {
  const pair = await pairFrom(shell, options);
  if (!pair.ok) return pair;
  const inPlace = await pairToReplace(options.out, pair.value.client_id);
  if (!inPlace.ok) return inPlace;
  const earlier = await takeUpUnfinished(shell, options.out, pair.value);
  if (!earlier.ok) return earlier;
  if (earlier.value.takenUp) return ok(undefined);

  const file = await openReplacement(options.out);
  if (!file.ok) return file;
  const made = await makeSecret(shell, pair.value, options.label);
  if (!made.ok) {
    await file.value.abandon();
    return made;
  }
  const { client_secret, ...shown } = made.value;
  const content = { ...inPlace.value, ...pair.value.content, client_secret };
  const kept = await keep(file.value, options.out, content, pair.value.client_id);
  if (!kept.ok) return kept;
  for (const path of earlier.value.refused) await rm(path, { force: true });
  printObject(shell, options, shown);
  shell.stderr.write(`the new pair is in ${options.out}; the secret before it stays good for now\n`);
  return ok(undefined);
}

/** Once under way, this is not aborted: the answer that was thrown away would be the only one with the secret. */
async function makeSecret(
  shell: Shell,
  pair: Pair,
  label: string | undefined,
): Promise<Result<OwnSecret, Failure>> {
  if (shell.stop.aborted) return refuse(CANCELLED);
  return selfRequest<OwnSecret>(pair, '/secrets', label === undefined ? {} : { label });
}

async function keep(
  file: Replacement,
  target: string,
  content: object,
  clientId: string,
): Promise<Result<void, Failure>> {
  try {
    await file.write(`${JSON.stringify(content, null, 2)}\n`);
  } catch (error) {
    const message = `A secret was made, but ${file.path} could not be written (${errorCode(error)})`;
    return fail(
      EXIT.unexpected,
      message,
      `An operator has to take it back: gatepass secrets cancel ${clientId} --reason lost`,
    );
  }
  try {
    return ok(await file.putInPlace());
  } catch (error) {
    const message = `The new pair is in ${file.path}, but could not replace ${target} (${errorCode(error)})`;
    return fail(EXIT.unexpected, message, 'The next run goes on from there.');
  }
}
