import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ADMIN_PATH,
  CLIENT_CREDENTIALS,
  type CreatedClient,
  INTROSPECTION_PATH,
  type Partner,
  REVOCATION_PATH,
  TOKEN_PATH,
} from '@gatepass/protocol';
import { attack, freePort, tempFolder } from '@gatepass/testing';
import { expect, onTestFinished } from 'vitest';
import { GatepassProcess } from './gatepass-process.ts';

attack(
  'V05',
  'what is revoked stays revoked, though the server is killed right after the answer',
  async (report) => {
    const folder = await tempFolder();
    onTestFinished(folder.remove);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      GATEPASS_DATA_DIR: folder.path,
      GATEPASS_PORT: String(port),
      GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
      GATEPASS_AUDIENCE: 'https://api.example.com',
    };
    const killed = await serve(env);
    const operatorToken = (await readFile(join(folder.path, 'bootstrap-operator-token'), 'utf8')).trim();
    const partner = await admin<Partner>(url, operatorToken, '/partners', { name: 'Partner' });
    const wanted = { partner_id: partner.id, name: 'Client', parent_account_id: 'pa_1' };
    const client = await admin<CreatedClient>(url, operatorToken, '/clients', wanted);
    const tokenOf = async () => {
      const answer = await post(url + TOKEN_PATH, client, { grant_type: CLIENT_CREDENTIALS });
      return ((await answer.json()) as { access_token: string }).access_token;
    };
    const introspect = async (token: string) =>
      (await post(url + INTROSPECTION_PATH, client, { token })).json() as Promise<{ active: boolean }>;

    const [revoked, kept] = [await tokenOf(), await tokenOf()];
    expect((await post(url + REVOCATION_PATH, client, { token: revoked })).status).toBe(200);
    killed.signal('SIGKILL');
    expect(await killed.exited).toEqual({ code: null, signal: 'SIGKILL' });

    const server = await serve(env);
    onTestFinished(async () => {
      await server.stop();
    });
    expect(await introspect(revoked)).toEqual({ active: false });
    expect((await introspect(kept)).active).toBe(true);
    report('its own token; kill -9 upon the answer; introspected after a restart', '200 {"active":false}');
  },
);

async function serve(env: Readonly<Record<string, string>>): Promise<GatepassProcess> {
  const server = new GatepassProcess(['serve'], env);
  await server.says('serving ');
  return server;
}

async function admin<Body>(url: string, token: string, path: string, body: object): Promise<Body> {
  const response = await fetch(url + ADMIN_PATH + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Body;
}

function post(url: string, client: CreatedClient, form: Readonly<Record<string, string>>): Promise<Response> {
  const { client_id, client_secret } = client;
  return fetch(url, { method: 'POST', body: new URLSearchParams({ client_id, client_secret, ...form }) });
}
