import { decodeFormComponent, ok, type Result, refuse } from '@gatepass/protocol';

export interface BasicCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads `Basic` credentials strictly: the scheme in any case (RFC 9110 §11.1), base64 in its one canonical
 * spelling, split at the first colon (RFC 7617 §2), both halves form-decoded (RFC 6749 §2.3.1).
 */
export function parseBasic(authorization: string): Result<BasicCredentials, 'malformed'> {
  const base64 = /^basic +([0-9A-Za-z+/]+={0,2})$/i.exec(authorization)?.[1];
  if (base64 === undefined) return refuse('malformed');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return refuse('malformed');
  const text = decodeUtf8(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon === -1) return refuse('malformed');
  const clientId = decodeFormComponent(text.slice(0, colon));
  const clientSecret = decodeFormComponent(text.slice(colon + 1));
  if (!clientId.ok || !clientSecret.ok) return refuse('malformed');
  return ok({ clientId: clientId.value, clientSecret: clientSecret.value });
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
