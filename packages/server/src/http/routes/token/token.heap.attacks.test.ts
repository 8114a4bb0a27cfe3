import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADMIN_PATH, type CreatedClient, type Partner, TOKEN_PATH } from '@gatepass/protocol';
import { attack, freePort, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';

let folder: TempFolder;
let server: ChildProcess;
let issuer: string;
let operatorToken: string;

beforeAll(async () => {
  folder = await tempFolder();
  server = fork(fileURLToPath(new URL('../../../testing/heap-child.mjs', import.meta.url)), {
    env: { ...process.env, GATEPASS_DATA_DIR: folder.path, GATEPASS_PORT: String(await freePort()) },
  });
  [{ issuer, operatorToken }] = (await once(server, 'message')) as [
    { issuer: string; operatorToken: string },
  ];
});
afterAll(async () => {
  server.send('stop');
  await once(server, 'exit');
  await folder.remove();
});

async function post<Body>(path: string, body: unknown): Promise<Body> {
  const headers = { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' };
  const response = await fetch(issuer + ADMIN_PATH + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return (await response.json()) as Body;
}

async function heap(): Promise<string> {
  const file = join(folder.path, `${crypto.randomUUID()}.heapsnapshot`);
  server.send(file);
  await once(server, 'message');
  return readFileSync(file, 'utf8');
}

attack(
  'C08',
  'a secret is not in memory after its answers, a refusal among them, and a collection',
  async (report) => {
    const partner = await post<Partner>('/partners', { name: 'Partner' });
    const wanted = { partner_id: partner.id, name: 'Client', parent_account_id: '1' };
    const client = await post<CreatedClient>('/clients', wanted);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.client_id,
      client_secret: client.client_secret,
    });
    const answer = await fetch(issuer + TOKEN_PATH, { method: 'POST', body: form });
    const token = ((await answer.json()) as { access_token: string }).access_token;
    expect(token).toMatch(/^eyJ/);
    // Whoever is refused has sent a right secret, too, and is noted.
    await post(`/clients/${client.client_id}/disable`, { reason: 'test' });
    expect((await fetch(issuer + TOKEN_PATH, { method: 'POST', body: form })).status).toBe(401);
    await post(`/clients/${client.client_id}/disable`, { reason: 'a test' });
    const refused = await fetch(issuer + TOKEN_PATH, { method: 'POST', body: form });
    expect([refused.status, (await refused.text()).includes('invalid_client')]).toEqual([401, true]);
    const snapshot = await heap();
    // What is known to stay shows that the snapshot is of the right process and has strings whole.
    expect(snapshot).toContain(client.client_id);
    expect(snapshot).not.toContain(client.client_secret);
    expect(snapshot).not.toContain(token);
    report(
      'a heap snapshot after creation, a token, a refusal of the right secret and a forced collection',
      'neither the secret nor the token is in it',
    );
  },
);
