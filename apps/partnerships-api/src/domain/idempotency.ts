import { ok, type Result, refuse } from './result.ts';

/** A key is unique within these three. It is no credential: token and account are checked before it is read. */
export interface KeyScope {
  readonly parentAccountId: string;
  readonly accountId: string;
  readonly key: string;
}

/** What is remembered of the first call with a key. */
export interface FirstUse {
  /** Tells whether a later call asks for the same. */
  readonly fingerprint: string;
  readonly operationId: string;
}

export const KEY_KEPT_MS = 24 * 60 * 60 * 1000;

export type KeyRefusal = 'idempotency_key_missing' | 'idempotency_key_repeated' | 'idempotency_key_malformed';

/** Hexadecimal digits of both cases are the same UUID (RFC 9562 §4). */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The key among the values of `Idempotency-Key`, in lower case. */
export function parseIdempotencyKey(values: readonly string[]): Result<string, KeyRefusal> {
  const [key, ...more] = values;
  if (key === undefined) return refuse('idempotency_key_missing');
  if (more.length > 0) return refuse('idempotency_key_repeated');
  return UUID.test(key) ? ok(key.toLowerCase()) : refuse('idempotency_key_malformed');
}

/** What a call asks for, apart from where it is sent: equal texts, equal requests. */
export function fingerprint(call: string, body: readonly (string | number)[]): string {
  return JSON.stringify([call, ...body]);
}
