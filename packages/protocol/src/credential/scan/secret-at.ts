import { type Environment, parseSecret, SECRET_BODY_LENGTH } from '../credential-format.ts';
import type { Stride } from './body-places.ts';
import type { SecretKind, SecretLead } from './secret-leads.ts';

export interface ReadSecret {
  readonly kind: SecretKind;
  readonly environment: Environment;
  /** What it begins with: prefix and mark. */
  readonly lead: string;
  readonly secretId: string;
  readonly hint: string;
  readonly text: string;
}

/**
 * The secret whose body begins at `place`, if there is one. What stands around it does not matter: the `n` of a JSON
 * escape `\n`, the `3D` of `%3D` or the `m` of a terminal's colour may touch it, and the checksum, which covers the
 * prefix, fits by accident once in four thousand million times.
 */
export function secretAt(
  bytes: Uint8Array,
  place: number,
  stride: Stride,
  leads: readonly SecretLead[],
): ReadSecret | undefined {
  if (bytes[place - stride] !== UNDERSCORE) return undefined;
  const body = characters(bytes, place, SECRET_BODY_LENGTH, stride);
  for (const { text: lead, prefix, kind, environment } of leads) {
    if (!standsBefore(bytes, place, lead, stride)) continue;
    const text = lead + body;
    const parsed = parseSecret(text, prefix, environment);
    if (parsed.ok) return { kind, environment, lead, ...parsed.value, text };
  }
  return undefined;
}

const UNDERSCORE = 0x5f;

function standsBefore(bytes: Uint8Array, place: number, lead: string, stride: Stride): boolean {
  for (let back = 1; back <= lead.length; back++) {
    const at = place - back * stride;
    if (bytes[at] !== lead.charCodeAt(lead.length - back)) return false;
    if (stride === 2 && bytes[at + 1] !== 0) return false;
  }
  return true;
}

function characters(bytes: Uint8Array, from: number, count: number, stride: Stride): string {
  let text = '';
  for (let index = 0; index < count; index++) {
    text += String.fromCharCode(bytes[from + index * stride] as number);
  }
  return text;
}
