import { open } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;

/** A file's bytes, in pieces. Each piece is only good until the next one is asked for: they share their memory. */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const memory = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
