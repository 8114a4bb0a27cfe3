import { type FileHandle, open, rm } from 'node:fs/promises';
import { ok, type Result } from '@gatepass/protocol';
import { errorCode } from './environment-variable.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, fail } from './failure.ts';

type Download = (take: (piece: string) => Promise<Result<void, Failure>>) => Promise<Result<void, Failure>>;

/**
 * Downloads into a new file that only its owner can read, and says how many bytes that were. What did not become whole
 * is removed, since it would pass for the whole.
 */
export async function downloadToNewFile(path: string, download: Download): Promise<Result<number, Failure>> {
  const refused = (error: unknown) =>
    errorCode(error) === 'EEXIST'
      ? fail(EXIT.usage, `${path} exists already`, 'Name a new file: none is overwritten.')
      : fail(EXIT.usage, `${path} cannot be written to (${errorCode(error)})`);
  let file: FileHandle;
  try {
    // `wx`: an existing file, or a link to one, is never written to.
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    return refused(error);
  }
  const done = await download((piece) => file.appendFile(piece).then(() => ok(undefined), refused));
  const kept = done.ok ? await file.sync().then(() => ok(undefined), refused) : done;
  const { size } = await file.stat();
  await file.close();
  if (!kept.ok) await rm(path, { force: true });
  return kept.ok ? ok(size) : kept;
}
