import type { CreatedClient, Partner } from '@gatepass/protocol';
import { attack } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { openSystemClaim } from '../../../testing/claim-calls.ts';
import { type HeapServer, startHeapServer } from '../../../testing/heap-server.ts';
import { mailedToken } from '../../../testing/mailed-token.ts';

let server: HeapServer;

beforeAll(async () => {
  server = await startHeapServer();
});
afterAll(() => server.stop());

attack('C08', 'a claimed secret is not in memory after its answer and a collection', async (report) => {
  const partner = await server.post<Partner>('/partners', { name: 'Partner' });
  const wanted = { partner_id: partner.id, name: 'Client', parent_account_id: '1' };
  const client = await server.post<CreatedClient>('/clients', wanted);
  const person = { name: 'Ada', email: 'ada@partner.example' };
  const member = await server.post<{ id: string }>(`/partners/${partner.id}/members`, person);
  const claim = await server.post<{ id: string; claim_code: string }>(`/clients/${client.client_id}/claims`, {
    member_id: member.id,
  });
  const told = { token: await mailedToken(server, claim.id), code: claim.claim_code };
  expect((await openSystemClaim(server, { ...told, code: '0000-0000-0000' })).status).toBe(403);
  const opened = await openSystemClaim(server, told);
  expect(opened.status).toBe(201);
  expect((await openSystemClaim(server, told)).status).toBe(410);
  // Other requests take the place of these ones on their connections.
  for (let turn = 0; turn < 3; turn++) await server.post(`/clients/${client.client_id}/claims`, {});
  const snapshot = await server.heap();
  // What is known to stay shows that the snapshot is of the right process and has strings whole.
  expect(snapshot).toContain('claim.opened');
  for (const canary of [String(opened.json.client_secret), told.token, told.code]) {
    expect(canary).not.toBe('undefined');
    expect(snapshot).not.toContain(canary);
  }
  report(
    'a heap snapshot after a wrong code, an opening, a second one and a forced collection',
    'neither the secret nor the link’s token nor the code is in it',
  );
});
