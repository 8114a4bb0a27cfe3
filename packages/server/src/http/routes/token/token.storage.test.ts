import { CLIENT_INSTANCE_HEADER, FORM_MEDIA_TYPE, TOKEN_PATH } from '@gatepass/protocol';
import { type Pair, RawConnection, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countRows } from '../../../testing/count-rows.ts';
import { formOf } from '../../../testing/token-endpoint.ts';

const CLIENTS = 25;
const REQUESTS = 20_000;
const AT_ONCE = 50;
/** The requests are spread over so many minutes, all of one hour. */
const MINUTES = 20;

let system: System;
let pairs: Pair[];

beforeAll(async () => {
  system = await startSystem();
  pairs = await Promise.all(Array.from({ length: CLIENTS }, () => system.createClient()));
  const hour = 3_600_000;
  system.clock.advance(hour - (system.clock.now() % hour));
});
afterAll(() => system.stop());

/** A process of the client asks so many times, on one connection, without waiting for the answers in between. */
async function ask(pair: Pair, instance: string, times: number): Promise<void> {
  const body = formOf(pair);
  const head = [
    `POST ${TOKEN_PATH} HTTP/1.1`,
    'host: here',
    `content-type: ${FORM_MEDIA_TYPE}`,
    `content-length: ${body.length}`,
    `${CLIENT_INSTANCE_HEADER}: ${instance}`,
  ];
  const connection = await RawConnection.open(system.port);
  connection.write(`${head.join('\r\n')}\r\n\r\n${body}`.repeat(times));
  for (let count = 0; count < times; count++) expect((await connection.next())?.status).toBe(200);
  connection.close();
}

test('20,000 tokens of 25 clients with 50 instances grow the database by nothing but their 100 counts', async () => {
  const before = await countRows(system.dataDir);
  for (let minute = 0; minute < MINUTES; minute++) {
    const asking = Array.from({ length: AT_ONCE }, (_, index) =>
      ask(pairs[index % CLIENTS] as Pair, `instance-${index}`, REQUESTS / MINUTES / AT_ONCE),
    );
    await Promise.all(asking);
    await system.work();
    system.clock.advance(60_000);
  }
  const after = await countRows(system.dataDir);
  expect(after).toEqual({
    ...before,
    credential_use: CLIENTS,
    credential_use_network: CLIENTS,
    credential_use_instance: AT_ONCE,
  });
  const usage = await system.admin<{ uses: number }>('GET', `/clients/${pairs[0]?.clientId}/usage`);
  expect(usage.body.uses).toBe(REQUESTS / CLIENTS);
});
