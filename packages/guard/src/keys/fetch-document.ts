/** A key set of dozens of keys takes a tenth of this. */
const MAX_BYTES = 64 * 1024;

export interface FetchDocumentDeps {
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

export interface FetchedDocument {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/**
 * GETs a document within a limit of time and of size (after decompression). No redirect is followed: whoever may
 * answer for another URL would be trusted with every token.
 * @throws {Error} on anything but a whole 200
 */
export async function fetchDocument(deps: FetchDocumentDeps, url: string): Promise<FetchedDocument> {
  const response = await deps.fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/jwk-set+json, application/json' },
    signal: AbortSignal.timeout(deps.timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`The answer has status ${response.status}.`);
  }
  return { bytes: await readBody(response), headers: response.headers };
}

async function readBody(response: Response): Promise<Uint8Array> {
  const bytes = new Uint8Array(MAX_BYTES);
  let length = 0;
  for await (const chunk of response.body ?? []) {
    if (length + chunk.byteLength > MAX_BYTES)
      throw new Error(`The answer is longer than ${MAX_BYTES} bytes.`);
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  return bytes.subarray(0, length);
}
