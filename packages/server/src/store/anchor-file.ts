import { type FileHandle, open } from 'node:fs/promises';
import type { AnchorLog } from '../domain/ledger/anchor-log.ts';

/** What is read of its end: more than a thousand lines. */
const TAIL_BYTES = 1024 * 1024;

/** Anchors in a file, one a line. Readable by its owner alone, and only ever added to. */
export function anchorFile(path: string): AnchorLog {
  return {
    async append(signed) {
      const file = await open(path, 'a+', 0o600);
      try {
        // A line that a kill has cut off must not take the next one with it.
        const isTorn = !['', '\n'].includes(await readEnd(file, 1));
        await file.appendFile(isTorn ? `\n${signed}\n` : `${signed}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async latest(limit) {
      const file = await openToRead(path);
      if (file === undefined) return [];
      try {
        // Where that is not the whole file, its first line has no beginning: there are so many that none misses it.
        const lines = (await readEnd(file, TAIL_BYTES)).split('\n').filter((line) => line !== '');
        return lines.slice(-limit);
      } finally {
        await file.close();
      }
    },
  };
}

async function openToRead(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The last bytes as text. */
async function readEnd(file: FileHandle, bytes: number): Promise<string> {
  const { size } = await file.stat();
  const length = Math.min(size, bytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.subarray(0, bytesRead).toString('latin1');
}
