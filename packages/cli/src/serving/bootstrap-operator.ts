import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { RunningServer } from '@gatepass/server';
import { BOOTSTRAP_OPERATOR_TOKEN_FILE } from '../data-directory.ts';
import { replacePrivateFile } from '../secrets/replace-private-file.ts';

/**
 * Gives a deployment without operators its first one, whose token is put into the data directory. The mark stands
 * there while this is under way: after a crash in between, the operator exists and nobody has its token, so
 * whoever finds the mark makes another.
 * @returns where the token is; undefined when there was nothing to do
 */
export async function bootstrapOperator(
  server: Pick<RunningServer, 'hasOperators' | 'createOperator'>,
  dataDirectory: string,
): Promise<string | undefined> {
  const path = `${dataDirectory}/${BOOTSTRAP_OPERATOR_TOKEN_FILE}`;
  const mark = `${path}.under-way`;
  if (!existsSync(mark) && (await server.hasOperators())) return undefined;
  await writeFile(mark, '', { mode: 0o600, flush: true });
  const operator = await server.createOperator({ name: 'Bootstrap operator', role: 'admin' });
  await replacePrivateFile(path, `${operator.operator_token}\n`);
  await rm(mark);
  return path;
}
