import { resolve } from 'node:path';
import { PARENT_ACCOUNT_HEADER } from '@gatepass/protocol';
import type { DevCredentials } from './dev-credentials.ts';

/** The contract's two calls, ready to be pasted into a shell. */
export interface CurlCalls {
  readonly token: string;
  readonly register: string;
}

/** With the pair in them. */
export function callsWithPair(credentials: DevCredentials): CurlCalls {
  return calls(credentials, {
    clientId: quote(`client_id=${credentials.client_id}`),
    clientSecret: quote(`client_secret=${credentials.client_secret}`),
  });
}

/** With the pair read from its file when they run, so that no secret is shown. */
export function callsWithFile(credentials: DevCredentials, file: string): CurlCalls {
  const field = (name: string) => {
    const script = quote(`require(${JSON.stringify(resolve(file))}).${name}`);
    return `"${name}=$(node -p ${script})"`;
  };
  return calls(credentials, { clientId: field('client_id'), clientSecret: field('client_secret') });
}

/** Both as words of the shell, quoted. */
interface PairWords {
  readonly clientId: string;
  readonly clientSecret: string;
}

function calls(credentials: DevCredentials, pair: PairWords): CurlCalls {
  const token = tokenCall(credentials.token_url, pair);
  return { token, register: registerCall(credentials, token) };
}

function tokenCall(tokenUrl: string, { clientId, clientSecret }: PairWords): string {
  return [
    `curl -X POST ${quote(tokenUrl)}`,
    `-H 'content-type: application/x-www-form-urlencoded'`,
    `--data-urlencode 'grant_type=client_credentials'`,
    `--data-urlencode ${clientId}`,
    `--data-urlencode ${clientSecret}`,
  ].join(' \\\n  ');
}

/** Gets a token by the first call, on one line, and registers a merchant with it. */
function registerCall({ api_url, parent_account_id }: DevCredentials, token: string): string {
  const getToken = token.replace('curl ', 'curl -sS ').replaceAll(' \\\n  ', ' ');
  const takeToken = `sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'`;
  return [
    `curl -X POST ${quote(`${api_url}/v1/accounts/register/partnership`)}`,
    `-H "Authorization: Bearer $(${getToken} | ${takeToken})"`,
    `-H ${quote(`${PARENT_ACCOUNT_HEADER}: ${parent_account_id}`)}`,
    `-H 'content-type: application/json'`,
    `--data ${quote(JSON.stringify(registration(parent_account_id)))}`,
  ].join(' \\\n  ');
}

function registration(parentAccountId: string): object {
  return {
    brand: 'Example Store',
    vertical_id: 1,
    sub_vertical_id: 1,
    country_code: 'US',
    platform_parent_account_id: parentAccountId,
    store_identifier: 'https://store.example.com',
    external_account_id: 'store-1',
    pages: [{ surface: 'confirmation', layout_type: 'Overlay' }],
  };
}

/** One word of a POSIX shell, whatever is in it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
