import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { attack, freePort, startSystem, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { assertionClaims, encodeSegment, makeClientKey } from '../../../testing/client-keys.ts';
import { countRows } from '../../../testing/count-rows.ts';
import { assertionForm, assertionOf, createKeyClient } from '../../../testing/key-client.ts';
import { sendForms } from '../../../testing/send-forms.ts';
import { send } from '../../../testing/token-endpoint.ts';

let folder: TempFolder;
let server: ChildProcess;
let issuer: string;

beforeAll(async () => {
  folder = await tempFolder();
  server = fork(fileURLToPath(new URL('../../../testing/heap-child.mjs', import.meta.url)), {
    env: { ...process.env, GATEPASS_DATA_DIR: folder.path, GATEPASS_PORT: String(await freePort()) },
  });
  [{ issuer }] = (await once(server, 'message')) as [{ issuer: string }];
});
afterAll(async () => {
  server.send('stop');
  await once(server, 'exit');
  await folder.remove();
});

/** What the server's heap holds after a collection. */
async function heapBytes(): Promise<number> {
  server.send('size');
  const [{ bytes }] = (await once(server, 'message')) as [{ bytes: number }];
  return bytes;
}

/** Each with another `jti`. */
const sendMany = (count: number) =>
  sendForms(Number(new URL(issuer).port), count, () => assertionForm(farAssertion()));

function farAssertion(): string {
  const wanted = { clientId: 'rspub_0123456789abcdef', issuer, now: Date.now() };
  const claims = assertionClaims(wanted, { exp: Math.floor(wanted.now / 1000) + 31_536_000 });
  return `${encodeSegment({ alg: 'ES256' })}.${encodeSegment(claims)}.${'A'.repeat(86)}`;
}

const MANY = 10_000;

attack(
  'C14',
  'assertions whose end is far off leave nothing behind, however many are sent',
  async (report) => {
    await sendMany(2000);
    const before = await heapBytes();
    expect(await sendMany(MANY)).toEqual({ 401: MANY });
    const grown = (await heapBytes()) - before;
    // Of a megabyte, each would have 104 bytes: less than an entry with its jti takes.
    expect(grown).toBeLessThan(1_048_576);
    expect((await countRows(folder.path)).used_assertion).toBe(0);
    report(
      '10,000 assertions of a client that does not exist, each with another jti and an exp a year ahead',
      '401 each time',
    );
    report('what the heap has grown by after them', 'less than 1 MiB');
    report('rows in used_assertion after them', '0');
  },
);

test('a use is a row until the assertion has ended everywhere, and then gone', async () => {
  const system = await startSystem();
  onTestFinished(() => system.stop());
  const key = makeClientKey('EdDSA');
  const client = await createKeyClient(system, { public_jwk: key.jwk });
  const rows = async () => (await countRows(system.dataDir)).used_assertion;
  for (let count = 0; count < 20; count++) {
    const body = assertionForm(assertionOf(system, client.client_id, key));
    expect((await send(system, { body })).status).toBe(200);
  }
  expect(await rows()).toBe(20);
  system.clock.advance(900_000);
  await system.work();
  expect(await rows()).toBe(0);
});
