import * as http from 'node:http';
import * as https from 'node:https';
import { isLoopbackHost } from '@gatepass/protocol';
import { publicLookup, type ResolveName } from './public-lookup.ts';

/** A key set of dozens of keys takes a tenth of this. */
const MAX_BYTES = 64 * 1024;

const TIMEOUT_MILLISECONDS = 5000;

export interface FetchDocumentDeps {
  readonly resolve: ResolveName;
  /** Whether this machine may be asked, too: in development, where the keys are on it. */
  readonly onLoopback: boolean;
  /** 5 seconds by default, for the whole of it: name, connection, answer. */
  readonly timeoutMilliseconds?: number;
}

/**
 * GETs a document that others have written, of a URL that `parseJwksUri` let pass, with nothing of ours in the
 * request. No redirect is followed, no proxy asked, nothing inflated, and no connection kept.
 * @throws {Error} on anything but a whole 200 in time
 */
export async function fetchDocument(deps: FetchDocumentDeps, url: URL): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(deps.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS);
  const response = await get(deps, url, signal);
  try {
    if (response.statusCode !== 200) throw new Error(`the answer has status ${response.statusCode}`);
    if (response.headers['content-encoding'] !== undefined) throw new Error('the answer is encoded');
    return await readBody(response);
  } finally {
    response.destroy();
  }
}

function get(
  { resolve, onLoopback }: FetchDocumentDeps,
  url: URL,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((whenAnswered, whenFailed) => {
    const options: https.RequestOptions = {
      signal,
      agent: false,
      headers: { accept: 'application/jwk-set+json, application/json', 'user-agent': 'gatepass' },
      ...(onLoopback && isLoopbackHost(url.hostname) ? {} : { lookup: publicLookup(resolve) }),
    };
    request(url, options, whenAnswered).on('error', whenFailed).end();
  });
}

async function readBody(response: http.IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) throw new Error(`the answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
