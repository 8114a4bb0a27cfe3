import type { IncomingMessage } from 'node:http';
import { type OutsideDeps, requestOutside } from '../outside/request-outside.ts';

/** A key set of dozens of keys takes a tenth of this. */
const MAX_BYTES = 64 * 1024;

const TIMEOUT_MILLISECONDS = 5000;

export interface FetchDocumentDeps extends OutsideDeps {
  /** 5 seconds by default, for the whole of it: name, connection, answer. */
  readonly timeoutMilliseconds?: number;
}

/**
 * GETs a document that others have written, of a URL that `parsePublicUrl` let pass, with nothing of ours in the
 * request.
 * @throws {Error} on anything but a whole 200 in time
 */
export async function fetchDocument(deps: FetchDocumentDeps, url: URL): Promise<Uint8Array> {
  const response = await requestOutside(deps, url, {
    method: 'GET',
    headers: { accept: 'application/jwk-set+json, application/json', 'user-agent': 'gatepass' },
    signal: AbortSignal.timeout(deps.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS),
  });
  try {
    if (response.statusCode !== 200) throw new Error(`the answer has status ${response.statusCode}`);
    if (response.headers['content-encoding'] !== undefined) throw new Error('the answer is encoded');
    return await readBody(response);
  } finally {
    response.destroy();
  }
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) throw new Error(`the answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
