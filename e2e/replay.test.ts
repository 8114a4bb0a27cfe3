import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ADMIN_PATH,
  CLIENT_CREDENTIALS,
  type CreatedKeyClient,
  JWT_BEARER_ASSERTION,
  type Partner,
  TOKEN_PATH,
} from '@gatepass/protocol';
import { attack, freePort, tempFolder } from '@gatepass/testing';
import { expect, onTestFinished } from 'vitest';
import { GatepassProcess } from './gatepass-process.ts';

const ASSERTIONS = 20;

attack('C15', 'of two nodes that are sent an assertion at the same moment, one takes it', async (report) => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const ports = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${ports[0]}`;
  const env = {
    GATEPASS_DATA_DIR: folder.path,
    GATEPASS_ISSUER: issuer,
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
    GATEPASS_AUDIENCE: 'https://api.example.com',
    // Each assertion is refused three times.
    GATEPASS_FAILURE_LIMIT_CLIENT: '1000',
    GATEPASS_FAILURE_LIMIT_NETWORK: '1000',
  };
  // One after the other: the first start makes the database.
  for (const port of ports) await serve({ ...env, GATEPASS_PORT: String(port) });

  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const clientId = await createKeyClient(issuer, folder.path, publicKey);
  const statuses = await Promise.all(
    Array.from({ length: ASSERTIONS }, async () => {
      const body = form(signAssertion(privateKey, clientId, issuer));
      const sent = ports.flatMap((port) => [port, port]).map((port) => requestToken(port, body));
      return (await Promise.all(sent)).sort().join(' ');
    }),
  );
  expect(new Set(statuses)).toEqual(new Set(['200 401 401 401']));
  report(
    '20 assertions, each twice to each of two processes on one database, at the same moment',
    '1 × 200, 3 × 401 each time',
  );
});

async function serve(env: Readonly<Record<string, string>>): Promise<void> {
  const server = new GatepassProcess(['serve'], env);
  onTestFinished(async () => {
    await server.stop();
  });
  await server.says('serving ');
}

async function createKeyClient(origin: string, dataDir: string, publicKey: KeyObject): Promise<string> {
  const token = (await readFile(join(dataDir, 'bootstrap-operator-token'), 'utf8')).trim();
  const post = async <Body>(path: string, body: object): Promise<Body> => {
    const response = await fetch(origin + ADMIN_PATH + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Body;
  };
  const partner = await post<Partner>('/partners', { name: 'Partner' });
  const client = await post<CreatedKeyClient>('/clients', {
    partner_id: partner.id,
    name: 'Client',
    parent_account_id: 'pa_main',
    public_jwk: publicKey.export({ format: 'jwk' }),
  });
  return client.client_id;
}

function signAssertion(key: KeyObject, clientId: string, issuer: string): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const claims = { iss: clientId, sub: clientId, aud: issuer, jti: randomBytes(16).toString('hex'), exp };
  const text = [{ alg: 'EdDSA' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

function form(assertion: string): string {
  return new URLSearchParams({
    grant_type: CLIENT_CREDENTIALS,
    client_assertion_type: JWT_BEARER_ASSERTION,
    client_assertion: assertion,
  }).toString();
}

async function requestToken(port: number, body: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${TOKEN_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
