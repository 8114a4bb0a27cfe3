import { rm } from 'node:fs/promises';
import { ok, type Result } from '@gatepass/protocol';
import { loadSettings, type NoSuchAdmin, type RecoveredOperator, recoverOperator } from '@gatepass/server';
import { RECOVERED_OPERATOR_TOKEN_FILE } from '../data-directory.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import { openNewPrivateFile } from '../secrets/new-private-file.ts';
import type { Shell } from '../shell.ts';

export interface RecoveredToFile extends RecoveredOperator {
  readonly token_file: string;
}

/**
 * A new token for an admin, straight from the database, put into a new file before it counts.
 * @param id the admin who was made first, where it is undefined
 * @param out in the data directory, where it is undefined
 * Throws `StartFailure`.
 */
export async function recoverToFile(
  shell: Shell,
  id: string | undefined,
  out: string | undefined,
): Promise<Result<RecoveredToFile, Failure>> {
  const settings = loadSettings(shell.env, 'migrate');
  const path = out ?? `${settings.dataDir}/${RECOVERED_OPERATOR_TOKEN_FILE}`;
  const opened = await openNewPrivateFile(path);
  if (!opened.ok) return opened;
  let isKept = false;
  const keep = async (token: string) => {
    await opened.value.finish(`${token}\n`);
    isKept = true;
  };
  let isDone = false;
  try {
    const recovered = await recoverOperator(settings, { id }, keep, { now: shell.now, log: shell.stderr });
    if (!recovered.ok) return noSuchAdmin(id, recovered.refusal);
    isDone = true;
    return ok({ ...recovered.value, token_file: path });
  } finally {
    if (!isDone) await (isKept ? rm(path, { force: true }) : opened.value.abandon());
  }
}

function noSuchAdmin(id: string | undefined, { admins }: NoSuchAdmin) {
  if (admins.length === 0) {
    return fail(
      EXIT.notFound,
      'There is no active admin',
      'Where there is no operator, gatepass serve makes one.',
    );
  }
  const hints = admins.map(({ id: one, name }) => `There is ${one} (${name})`);
  return fail(EXIT.notFound, `There is no active admin ${id}`, hints);
}
