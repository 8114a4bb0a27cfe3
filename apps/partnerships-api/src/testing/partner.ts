import { randomUUID } from 'node:crypto';
import { type Answer, toAnswer } from './answer.ts';

export interface Sent {
  readonly method?: string;
  readonly path: string;
  /** Added to the partner's own; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON, or as it is when it is text or bytes. */
  readonly body?: unknown;
}

export const REGISTER = '/v1/accounts/register/partnership';

export function statusPath(accountId: string): string {
  return `/v1/partnership/accounts/${accountId}/status`;
}

export function operationPath(operationId: string): string {
  return `/v1/partnership/operations/${operationId}`;
}

/** A platform with a token, calling the API over HTTP. Each has accounts and rate buckets of its own. */
export class Partner {
  readonly parentAccountId: string;
  readonly token: string;
  readonly #origin: string;

  constructor(origin: string, parentAccountId: string, token: string) {
    this.#origin = origin;
    this.parentAccountId = parentAccountId;
    this.token = token;
  }

  async call({ method = 'GET', path, headers = {}, body }: Sent): Promise<Answer> {
    const all = {
      authorization: `Bearer ${this.token}`,
      'x-platform-parent-account-id': method === 'GET' ? undefined : this.parentAccountId,
      'content-type': body === undefined ? undefined : 'application/json',
      ...headers,
    };
    const response = await fetch(this.#origin + path, {
      method,
      headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ...(body !== undefined && { body: toBody(body) }),
    });
    return toAnswer(
      response.status,
      (name) => response.headers.get(name) ?? undefined,
      await response.text(),
    );
  }

  /** A right registration, but for the changes; `undefined` takes a field away. */
  registration(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return {
      brand: 'Acme Apparel',
      vertical_id: 1500,
      sub_vertical_id: 1610,
      country_code: 'US',
      platform_parent_account_id: this.parentAccountId,
      store_identifier: 'https://acme.example.com',
      external_account_id: 'merchant-1',
      pages: [
        { surface: 'confirmation', layout_type: 'Overlay' },
        { surface: 'tracking', layout_type: 'Embedded' },
      ],
      ...changes,
    };
  }

  register(changes: Readonly<Record<string, unknown>> = {}, query = ''): Promise<Answer> {
    return this.call({ method: 'POST', path: REGISTER + query, body: this.registration(changes) });
  }

  /** The id of a new account. */
  async account(externalAccountId = 'merchant-1'): Promise<string> {
    const answer = await this.register({ external_account_id: externalAccountId });
    return answer.envelope.data.account_id;
  }

  status(accountId: string): Promise<Answer> {
    return this.call({ path: statusPath(accountId) });
  }

  setStatus(accountId: string, status: string, key: string = randomUUID(), query = ''): Promise<Answer> {
    return this.call({
      method: 'PUT',
      path: statusPath(accountId) + query,
      headers: { 'idempotency-key': key },
      body: { status },
    });
  }

  operation(operationId: string | undefined): Promise<Answer> {
    return this.call({ path: operationPath(String(operationId)) });
  }
}

function toBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
    ? (body as string | Uint8Array<ArrayBuffer>)
    : JSON.stringify(body);
}
