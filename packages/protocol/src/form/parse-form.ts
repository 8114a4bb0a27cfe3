import { ok, type Result, refuse } from '../result.ts';

export type FormRefusal =
  /** A `%` without two hexadecimal digits behind it. */
  | 'malformed_percent'
  /** Bytes that are no UTF-8 (RFC 6749 Appendix B: names and values are UTF-8). */
  | 'invalid_utf8'
  /** A name that stands twice, with equal or different values (RFC 6749 §3.2). */
  | 'duplicate';

// `ignoreBOM: true` keeps U+FEFF in the text, as the WHATWG parser does: nothing is trimmed.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Names in the order of their appearance. A Map, so that `__proto__` is a name like any other. */
export type Form = ReadonlyMap<string, string>;

/**
 * Parses `application/x-www-form-urlencoded` strictly. Where the WHATWG parser repairs, this one refuses:
 * percent signs without digits, bytes outside UTF-8, names that repeat. On all else the two agree.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#appendix-B RFC 6749 Appendix B}
 * @see {@link https://url.spec.whatwg.org/#urlencoded-parsing WHATWG URL, urlencoded parsing}
 */
export function parseForm(bytes: Uint8Array): Result<Form, FormRefusal> {
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse('invalid_utf8');
  const form = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeFormComponent(equals === -1 ? pair : pair.slice(0, equals));
    if (!name.ok) return name;
    const value = decodeFormComponent(equals === -1 ? '' : pair.slice(equals + 1));
    if (!value.ok) return value;
    if (form.has(name.value)) return refuse('duplicate');
    form.set(name.value, value.value);
  }
  return ok(form);
}

/** `+` is a space, `%XX` is a byte, and the bytes are UTF-8. */
export function decodeFormComponent(text: string): Result<string, 'malformed_percent' | 'invalid_utf8'> {
  if (!text.includes('%')) return ok(text.includes('+') ? text.replaceAll('+', ' ') : text);
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return refuse('malformed_percent');
  const decoded = decodeUtf8(percentDecode(encoder.encode(text.replaceAll('+', ' '))));
  return decoded === undefined ? refuse('invalid_utf8') : ok(decoded);
}

function percentDecode(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    let byte = bytes[index] as number;
    if (byte === 0x25) {
      byte = Number.parseInt(String.fromCharCode(bytes[index + 1] as number, bytes[index + 2] as number), 16);
      index += 2;
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The inverse, for senders: what RFC 6749 §2.3.1 asks of the id and the secret before `Basic`. */
export function encodeFormComponent(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
