import { join } from 'node:path';
import { startSystem } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../store/dialects/sqlite/open-sqlite.ts';
import { makeClientKey } from '../../../testing/client-keys.ts';
import { assertionForm, assertionOf, createKeyClient } from '../../../testing/key-client.ts';
import { formOf, header, send } from '../../../testing/token-endpoint.ts';

test('where its use cannot be noted a right assertion is 503, and what the node remembers of secrets still counts', async () => {
  const system = await startSystem();
  onTestFinished(() => system.stop());
  const key = makeClientKey('EdDSA');
  const client = await createKeyClient(system, { public_jwk: key.jwk });
  const pair = await system.createClient();
  expect((await send(system, { body: formOf(pair) })).status).toBe(200);

  const beside = await openSqlite(join(system.dataDir, 'gatepass.db'), 'write');
  beside.exec('ALTER TABLE used_assertion RENAME TO away');
  const refused = await send(system, { body: assertionForm(assertionOf(system, client.client_id, key)) });
  expect(refused.status, refused.body).toBe(503);
  expect(refused.json.error).toBe('temporarily_unavailable');
  expect(header(refused, 'retry-after')).toBe('5');
  expect((await send(system, { body: formOf(pair) })).status).toBe(200);

  beside.exec('ALTER TABLE away RENAME TO used_assertion');
  beside.close();
  const answer = await send(system, { body: assertionForm(assertionOf(system, client.client_id, key)) });
  expect(answer.status, answer.body).toBe(200);
});
