import type { IncomingMessage } from 'node:http';

/**
 * Collects a body and hands it over, or `undefined` as soon as it is longer than `limit` bytes. A body that breaks
 * off is never handed over: nobody is left to answer.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  done: (body: Uint8Array | undefined) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    const before = length;
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else if (before <= limit) done(undefined);
  });
  request.on('end', () => {
    if (length > limit) return;
    const [only] = chunks;
    done(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
  });
}
