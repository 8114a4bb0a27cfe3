import { expect } from 'vitest';

/** The names of the contract, written out here once more: the tests must not take them from the code. */
const ERRORS = new Map([
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [409, 'Conflict'],
  [422, 'ValidationFailed'],
  [429, 'RateLimitExceeded'],
  [500, 'InternalServerError'],
]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export interface Envelope {
  readonly status: number;
  readonly error: string | null;
  readonly message: string;
  readonly request_id: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect in it
  readonly data: any;
}

export interface Answer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly envelope: Envelope;
  /** As it came. */
  readonly text: string;
}

/** Reads an answer and holds it to what is true of every one, whatever was asked. */
export function toAnswer(status: number, header: Answer['header'], text: string): Answer {
  const envelope: Envelope = JSON.parse(text);
  expect(Object.keys(envelope)).toEqual(['status', 'error', 'message', 'request_id', 'data']);
  expect(envelope.status).toBe(status);
  expect(envelope.error).toBe(status === 200 ? null : ERRORS.get(status));
  if (status !== 200) expect(envelope.data).toBeNull();
  expect(envelope.message).not.toBe('');
  expect(envelope.request_id).toMatch(UUID);
  expect(header('x-request-id')).toBe(envelope.request_id);
  expect(header('cache-control')).toBe('no-store');
  expect(header('content-type')).toBe('application/json; charset=utf-8');
  return { status, header, envelope, text };
}

/** Status, error and challenge: enough to tell answers apart, and the same in every run. */
export function inShort({ status, header, envelope }: Answer): string {
  const challenge = header('www-authenticate');
  const outcome = status === 200 ? '200' : `${status} ${envelope.error}`;
  return challenge === undefined ? outcome : `${outcome}, WWW-Authenticate: ${challenge}`;
}
