/** An HTTP/1.1 response as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  /** Lower-case names; every occurrence, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

interface Parsed {
  readonly response: RawResponse;
  /** How many bytes it took. */
  readonly length: number;
}

export interface ResponseContext {
  /** The request was HEAD: no body follows, whatever the headers say (RFC 9112 §6.3). */
  readonly head: boolean;
  /** The peer has closed, so a body without a length is complete. */
  readonly closed: boolean;
}

/** The first complete response in these bytes, if one is complete. Throws on what is no HTTP response. */
export function parseRawResponse(bytes: Buffer, context: ResponseContext): Parsed | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [statusLine = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const match = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine);
  if (match === null) throw new Error(`not an HTTP response: ${JSON.stringify(statusLine.slice(0, 80))}`);
  const status = Number(match[1]);
  const headers = parseHeaders(lines);
  const bodyStart = headEnd + 4;
  const body = hasNoBody(status, context)
    ? { text: '', length: 0 }
    : parseBody(bytes.subarray(bodyStart), headers, context.closed);
  return body && { response: { status, headers, body: body.text }, length: bodyStart + body.length };
}

function parseHeaders(lines: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

function hasNoBody(status: number, context: ResponseContext): boolean {
  return context.head || status < 200 || status === 204 || status === 304;
}

interface Body {
  readonly text: string;
  readonly length: number;
}

function parseBody(
  bytes: Buffer,
  headers: ReadonlyMap<string, readonly string[]>,
  closed: boolean,
): Body | undefined {
  if (headers.get('transfer-encoding')?.at(-1) === 'chunked') return parseChunks(bytes);
  const length = headers.get('content-length')?.[0];
  if (length === undefined) return closed ? { text: bytes.toString(), length: bytes.length } : undefined;
  if (bytes.length < Number(length)) return undefined;
  return { text: bytes.subarray(0, Number(length)).toString(), length: Number(length) };
}

/** RFC 9112 §7.1, without trailers. */
function parseChunks(bytes: Buffer): Body | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { text: Buffer.concat(parts).toString(), length: next };
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
