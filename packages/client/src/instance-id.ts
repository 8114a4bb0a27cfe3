import type { RandomBytes } from '@gatepass/protocol';
import { base64url } from './base64url.ts';

const RANDOM_ID = /^[\w-]{22}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** 128 bits in 22 characters. Names one running client, so that a rotation can tell who has taken up the new secret. */
export function makeInstanceId(randomBytes: RandomBytes): string {
  return base64url(randomBytes(16));
}

/** 22 characters of base64url, or a UUID. Nothing longer or freer: it is stored for each secret and shown to persons. */
export function isInstanceId(text: string): boolean {
  return RANDOM_ID.test(text) || UUID.test(text);
}
