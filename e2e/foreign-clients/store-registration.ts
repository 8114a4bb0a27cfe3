import { PARENT_ACCOUNT_HEADER } from '@gatepass/protocol';
import type { Pair, System } from '@gatepass/testing/system';
import { expect } from 'vitest';

/** A call of the reference API, for a client to make by its own means, with the token it got. */
export interface ApiCall {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Registers a store: a write, so that the parent account must be named. */
export function storeRegistration(
  system: System,
  pair: Pick<Pair, 'parentAccountId'>,
  externalAccountId: string,
): ApiCall {
  return {
    url: `${system.apiUrl}/v1/accounts/register/partnership`,
    method: 'POST',
    headers: { [PARENT_ACCOUNT_HEADER]: pair.parentAccountId, 'content-type': 'application/json' },
    body: JSON.stringify({
      brand: 'Example Store',
      vertical_id: 1,
      sub_vertical_id: 1,
      country_code: 'US',
      platform_parent_account_id: pair.parentAccountId,
      store_identifier: `https://${externalAccountId}.example.com`,
      external_account_id: externalAccountId,
    }),
  };
}

/** The API has taken the token and registered the store. */
export function expectRegistered(status: number, body: unknown): void {
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      status: 200,
      error: null,
      message: expect.any(String),
      request_id: expect.any(String),
      data: expect.objectContaining({ account_id: expect.any(String) }),
    },
  });
}
