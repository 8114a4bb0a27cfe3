import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  /** Deletes the folder with all that is in it. */
  remove(): Promise<void>;
}

/** A new empty folder of the test's own. Give `remove` to `onTestFinished`, or call it in `afterAll`. */
export async function tempFolder(): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), 'gatepass-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
