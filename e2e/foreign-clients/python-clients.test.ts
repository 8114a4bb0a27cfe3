import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { JWKS_PATH } from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing/system';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isModuleAbsent, PYTHON } from './absent-tools.ts';
import { expectRegistered, storeRegistration } from './store-registration.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem({ api: true });
  pair = await system.createClient();
});
afterAll(() => system.stop());

/** Runs a script of this folder; input and output are JSON, so that no secret is an argument. */
async function python<Output>(script: string, input: object): Promise<Output> {
  const child = spawn(PYTHON, [fileURLToPath(new URL(script, import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Each library's documented switch for plain http, which it otherwise refuses on loopback, too.
    env: { AUTHLIB_INSECURE_TRANSPORT: '1', OAUTHLIB_INSECURE_TRANSPORT: '1' },
  });
  child.stdin.end(JSON.stringify(input));
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as Output;
}

describe.each([
  ['Authlib', 'authlib', 'authlib_client.py', 'python3-authlib'],
  ['requests-oauthlib', 'requests_oauthlib', 'requests_oauthlib_client.py', 'python3-requests-oauthlib'],
])('%s gets a token and uses it', (_name, module, script, debianPackage) => {
  test.for(['client_secret_post', 'client_secret_basic'])('by %s', async (method, { skip }) => {
    skip(isModuleAbsent(module), `${debianPackage} is absent`);

    const call = storeRegistration(
      system,
      pair,
      `${module.replace('_', '-')}-${method.replaceAll('_', '-')}`,
    );
    const input = {
      token_url: system.tokenUrl,
      client_id: pair.clientId,
      client_secret: pair.clientSecret,
      method,
      call,
    };
    const { status, body } = await python<{ status: number; body: unknown }>(script, input);
    expectRegistered(status, body);
  });
});

test("Authlib's JOSE verifies a token by the published keys", async ({ skip }) => {
  skip(isModuleAbsent('authlib'), 'python3-authlib is absent');

  const { access_token: token } = await system.requestToken(pair);
  const { header, claims } = await python<{ header: object; claims: object }>('authlib_verifier.py', {
    jwks_url: system.issuer + JWKS_PATH,
    issuer: system.issuer,
    audience: system.audience,
    token,
  });
  expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
  expect(claims).toMatchObject({ sub: pair.clientId, parent_account_id: pair.parentAccountId });
});
