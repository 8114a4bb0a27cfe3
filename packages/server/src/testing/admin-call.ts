import { ADMIN_PATH } from '@gatepass/protocol';
import { describeAnswer, type System } from '@gatepass/testing';
import { send, type TokenAnswer } from './token-endpoint.ts';

export interface AdminCall {
  /** A text goes as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The system's own admin by default; null: none at all. */
  readonly token?: string | null | undefined;
}

/** One request to the admin API with headers of its own. The path is below `/api/v1/admin`. */
export function adminCall(
  system: System,
  method: string,
  path: string,
  { body, headers = {}, token = system.operatorToken }: AdminCall = {},
): Promise<TokenAnswer> {
  return send(system, {
    method,
    path: ADMIN_PATH + path,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** The line of an answer for the attack document: of a problem its cause and detail, else the status alone. */
export function problemLine({ status, headers, json }: TokenAnswer): string {
  const problem = typeof json.type === 'string' ? `${json.type.split(':').at(-1)}: ${json.detail}` : '';
  return describeAnswer({ status, headers, body: problem }, ['Allow', 'Retry-After', 'Idempotency-Replayed']);
}

/** What programs know a refusal by. */
export function causeOf({ json }: TokenAnswer): string | undefined {
  return typeof json.type === 'string' ? json.type.split(':').at(-1) : undefined;
}
