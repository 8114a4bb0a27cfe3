import { ok, type Result, refuse } from '../result.ts';
import { decodeBase64url } from './base64url.ts';
import { type JsonObject, parseJsonObject } from './json-object.ts';

/** A JWS in compact serialization (RFC 7515 §7.1), taken apart and not yet verified. */
export interface CompactJws {
  readonly header: JsonObject;
  /** The ASCII bytes of `header.payload` that the signature is over. */
  readonly signingInput: Uint8Array<ArrayBuffer>;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

export type CompactJwsDefect =
  | 'token_too_long'
  | 'not_compact_jws'
  | 'base64url_malformed'
  | 'header_not_json_object';

const DOT = 0x2e;
const encoder = new TextEncoder();

/** Takes a token apart. The length is looked at first, so that the rest costs little whatever is sent. */
export function parseCompactJws(token: string, maxLength: number): Result<CompactJws, CompactJwsDefect> {
  if (token.length > maxLength) return refuse('token_too_long');
  const bytes = encoder.encode(token) as Uint8Array<ArrayBuffer>;
  const firstDot = bytes.indexOf(DOT);
  const secondDot = bytes.indexOf(DOT, firstDot + 1);
  if (firstDot === -1 || secondDot === -1 || bytes.includes(DOT, secondDot + 1)) {
    return refuse('not_compact_jws');
  }

  const headerBytes = decodeBase64url(bytes.subarray(0, firstDot));
  const payload = decodeBase64url(bytes.subarray(firstDot + 1, secondDot));
  const signature = decodeBase64url(bytes.subarray(secondDot + 1));
  if (!headerBytes || !payload || !signature) return refuse('base64url_malformed');

  const header = parseJsonObject(headerBytes);
  if (!header) return refuse('header_not_json_object');
  return ok({ header, signingInput: bytes.subarray(0, secondDot), payload, signature });
}
