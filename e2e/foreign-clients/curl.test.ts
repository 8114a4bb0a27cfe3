import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Pair, type System, startSystem } from '@gatepass/testing/system';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAbsent } from './absent-tools.ts';
import { expectRegistered, storeRegistration } from './store-registration.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem({ api: true });
  pair = await system.createClient();
});
afterAll(() => system.stop());

async function curl(...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)('curl', ['--silent', '--show-error', ...args]);
  return JSON.parse(stdout);
}

test("curl gets a token by the contract's call, and uses it", async ({ skip }) => {
  skip(isAbsent('curl', ['--version']), 'curl is absent');

  const token = (await curl(
    ...['-X', 'POST', system.tokenUrl],
    ...['-H', 'content-type: application/x-www-form-urlencoded'],
    ...['--data-urlencode', 'grant_type=client_credentials'],
    ...['--data-urlencode', `client_id=${pair.clientId}`],
    ...['--data-urlencode', `client_secret=${pair.clientSecret}`],
  )) as { access_token: string };
  expect(token).toEqual({
    access_token: expect.stringMatching(/^eyJhbGciOiJSUzI1NiIs/),
    token_type: 'Bearer',
    expires_in: 300,
  });

  const { url, method, headers, body } = storeRegistration(system, pair, 'curl');
  const answer = (await curl(
    ...['-X', method, url, '--data', body],
    ...['-H', `Authorization: Bearer ${token.access_token}`],
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
  )) as { status: number };
  expectRegistered(answer.status, answer);
});
