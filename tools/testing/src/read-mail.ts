/** A mail as a mail program would show it. */
export interface ReadMail {
  /** By name in lower case; unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Reads a mail of one part of text (RFC 5322, RFC 2045), by code that shares nothing with what wrote it. */
export function readMail(bytes: Uint8Array): ReadMail {
  const raw = Buffer.from(bytes).toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('the mail has no body');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = raw.slice(end + 4);
  const decoded = decode(body, headers.get('content-transfer-encoding') ?? '7bit');
  return { headers, text: decoded.toString('utf8').replaceAll('\r\n', '\n') };
}

function decode(body: string, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable': {
      const joined = body.replaceAll(/=\r?\n/g, '');
      return Buffer.from(
        joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
        'latin1',
      );
    }
    default:
      return Buffer.from(body, 'latin1');
  }
}
