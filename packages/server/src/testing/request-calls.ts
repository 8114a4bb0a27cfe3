import { ADMIN_PATH, CREDENTIAL_REQUESTS_PATH, type Role } from '@gatepass/protocol';
import type { System } from '@gatepass/testing';
import { mailedToken } from './mailed-token.ts';

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What whoever submits a request is told. */
export interface ToldRequest {
  readonly id: string;
  readonly token: string;
  readonly code: string;
}

export interface CalledOperator {
  readonly id: string;
  readonly token: string;
  /** Calls the admin API as this operator. */
  call(method: string, path: string, body?: object): Promise<JsonAnswer>;
}

/** The public form and the operators' side of a running server. */
export interface RequestCalls {
  /** The answer to the form, filled in but for what is given. */
  submit(given?: object): Promise<JsonAnswer>;
  submitted(given?: object): Promise<ToldRequest>;
  confirm(token: string): Promise<JsonAnswer>;
  /** A request that its contact has confirmed by the mailed link. */
  confirmed(given?: object): Promise<ToldRequest>;
  /** Below the path of requests, with a request token. */
  own(method: string, path: string, token: string | undefined, body?: object): Promise<JsonAnswer>;
  /** One that an operator has typed in, by the system's admin where nobody is named. */
  typedIn(given?: object, by?: CalledOperator): Promise<ToldRequest>;
  admin(method: string, path: string, body?: object): Promise<JsonAnswer>;
  /** A new operator, made by the system's admin unless somebody else is named. */
  operator(role: Role, by?: CalledOperator): Promise<CalledOperator>;
}

export const FORM = {
  platform_name: 'Acme Checkout',
  expected_merchant_volume: 1200,
  manager_account_id: 'pa_1',
  contact: { name: 'Ada Lovelace', email: 'ada@acme.example' },
  purpose: 'Register merchants\nand pause them.',
};

/** Where the clock must stand for whoever made the operators not to count any more. */
export const WEEK = 7 * 86_400_000;

let numbers = 0;

export function requestCalls(system: System): RequestCalls {
  async function call(
    method: string,
    path: string,
    token: string | undefined,
    body?: object,
  ): Promise<JsonAnswer> {
    const response = await fetch(system.issuer + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
  }
  const own: RequestCalls['own'] = (method, path, token, body) =>
    call(method, CREDENTIAL_REQUESTS_PATH + path, token, body);
  const asOperator = (token: string) => (method: string, path: string, body?: object) =>
    call(method, ADMIN_PATH + path, token, body);
  const admin = asOperator(system.operatorToken);
  const submit = (given: object = {}) => own('POST', '', undefined, { ...FORM, ...fresh(), ...given });
  const submitted = async (given?: object) => {
    const { request_id: id, request_token: token, claim_code: code } = succeeded(await submit(given), 202);
    return { id, token, code } as unknown as ToldRequest;
  };
  const confirm = (token: string) => own('POST', '/confirm', undefined, { token });
  return {
    submit,
    submitted,
    confirm,
    async confirmed(given) {
      const told = await submitted(given);
      succeeded(await confirm(await mailedToken(system, told.id)), 200);
      return told;
    },
    own,
    async typedIn(given = {}, by) {
      const made = await (by?.call ?? admin)('POST', '/requests', { ...FORM, ...fresh(), ...given });
      const { id, claim_code: code } = succeeded(made, 201);
      return { id, code, token: '' } as unknown as ToldRequest;
    },
    admin,
    async operator(role, by) {
      const name = `Operator ${++numbers}`;
      const wanted = { name, role, email: `operator${numbers}@gatepass.example` };
      const { id, operator_token: token } = succeeded(
        await (by?.call ?? admin)('POST', '/operators', wanted),
        201,
      );
      return { id, token, call: asOperator(token as string) } as unknown as CalledOperator;
    },
  };
}

/** An account and an address that no other request has. */
function fresh(): object {
  numbers += 1;
  return {
    manager_account_id: `pa_${numbers}`,
    contact: { name: 'Ada Lovelace', email: `ada${numbers}@acme.example` },
  };
}

function succeeded({ status, json }: JsonAnswer, expected: number): JsonAnswer['json'] {
  if (status !== expected) throw new Error(`${status} instead of ${expected}: ${JSON.stringify(json)}`);
  return json;
}

/** What programs know a refusal by, with its status. */
export function problemOf({ status, json }: JsonAnswer): string {
  return `${status} ${String(json.type).split(':').at(-1)}`;
}
