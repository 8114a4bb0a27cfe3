import { type CreatedClient, type Partner, TOKEN_PATH } from '@gatepass/protocol';
import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { type HeapServer, startHeapServer } from '../../../testing/heap-server.ts';

let server: HeapServer;

beforeAll(async () => {
  server = await startHeapServer();
});
afterAll(() => server.stop());

attack(
  'C08',
  'a secret is not in memory after its answers, a refusal among them, and a collection',
  async (report) => {
    const partner = await server.post<Partner>('/partners', { name: 'Partner' });
    const wanted = { partner_id: partner.id, name: 'Client', parent_account_id: '1' };
    const client = await server.post<CreatedClient>('/clients', wanted);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.client_id,
      client_secret: client.client_secret,
    });
    const answer = await fetch(server.issuer + TOKEN_PATH, { method: 'POST', body: form });
    const token = ((await answer.json()) as { access_token: string }).access_token;
    expect(token).toMatch(/^eyJ/);
    // Whoever is refused has sent a right secret, too, and is noted.
    await server.post(`/clients/${client.client_id}/disable`, { reason: 'test' });
    expect((await fetch(server.issuer + TOKEN_PATH, { method: 'POST', body: form })).status).toBe(401);
    await server.post(`/clients/${client.client_id}/disable`, { reason: 'a test' });
    const refused = await fetch(server.issuer + TOKEN_PATH, { method: 'POST', body: form });
    expect([refused.status, (await refused.text()).includes('invalid_client')]).toEqual([401, true]);
    const snapshot = await server.heap();
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
