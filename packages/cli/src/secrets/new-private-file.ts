import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ok, type Result } from '@gatepass/protocol';
import { errorCode } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';

/** A file that did not exist before, open and empty, readable by its owner alone. */
export interface NewPrivateFile {
  readonly path: string;
  /** Writes the text so that it outlives a loss of power, and closes. Rejects when the disk refuses. */
  finish(text: string): Promise<void>;
  /** Closes and removes it: there is nothing to keep. */
  abandon(): Promise<void>;
}

/** More than any object that is written, so that a full disk shows before there is a secret to lose. */
const RESERVED_BYTES = 4096;

/** Opens a new file before there is anything to write, since what is written later cannot be had again. */
export async function openNewPrivateFile(path: string): Promise<Result<NewPrivateFile, Failure>> {
  let handle: FileHandle;
  try {
    // `wx`: an existing file, or a link to one, is never written to.
    handle = await open(path, 'wx', 0o600);
  } catch (error) {
    return errorCode(error) === 'EEXIST'
      ? fail(EXIT.usage, `${path} exists already`, 'Name a new file: none is overwritten.')
      : fail(EXIT.usage, `${path} cannot be made (${errorCode(error)})`);
  }
  const file: NewPrivateFile = {
    path,
    async finish(text) {
      await handle.write(text, 0);
      await handle.truncate(Buffer.byteLength(text));
      await handle.sync();
      await handle.close();
      await syncDirectory(dirname(path));
    },
    async abandon() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
  try {
    await handle.write(' '.repeat(RESERVED_BYTES));
    return ok(file);
  } catch (error) {
    await file.abandon();
    return fail(EXIT.usage, `${path} cannot be written to (${errorCode(error)})`);
  }
}

/** A new name is safe only once its directory is. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}
