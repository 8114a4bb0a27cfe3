import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RawConnection, rawHttpCases, sendRaw } from '@gatepass/testing';
import { type Pair, type System, startSystem } from '@gatepass/testing/system';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpusRequests, type FramedRequest, inventedRequests, toBytes } from './malformed-requests.ts';

const REQUESTS = 10_000;
const SEED = 6749;
const CONNECTIONS = 16;
/** Far below what one leaked kilobyte for each request would come to. */
const STEADY_BYTES = 3_000_000;

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
});
afterAll(() => system.stop());

describe('the token endpoint, given what is malformed', () => {
  test(`answers ${REQUESTS} requests on kept connections, none of them by a 5xx, and holds on to no memory`, async () => {
    const corpora = corpusRequests(pair);
    const requests = [...corpora, ...inventedRequests(pair, REQUESTS - corpora.length, SEED)];
    // The first quarter fills whatever is filled once: compiled code, caches, buffers.
    await sendAll(requests.slice(0, REQUESTS / 4));
    const before = heapInUse();
    const statuses = await sendAll(requests.slice(REQUESTS / 4));
    const grown = heapInUse() - before;

    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    // The requests are not all refused for one and the same reason, or little would have been tried.
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([400, 401, 404, 405, 413, 415]));
    expect(grown).toBeLessThan(STEADY_BYTES);
    expect(await system.requestToken(pair)).toMatchObject({ expires_in: 300 });
  });

  test.each(rawHttpCases())('answers raw bytes without a 5xx, or closes: $id', async ({ bytes }) => {
    // The end of the stream follows, so that nothing waits for the rest of a request that never comes.
    const responses = await sendRaw(system.port, bytes, { end: true });
    for (const { status } of responses) expect(status).toBeLessThan(500);
  });

  test('answers a well-formed request on a new connection after all of them', async () => {
    expect(await system.requestToken(pair)).toMatchObject({ expires_in: 300 });
  });
});

/** Sends all of them over a few connections, each after the answer to the one before. Counts the statuses. */
async function sendAll(requests: readonly FramedRequest[]): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async () => {
    let connection = await RawConnection.open(system.port);
    while (next < requests.length) {
      const request = requests[next++] as FramedRequest;
      connection.write(toBytes(request));
      const response = await connection.next({ head: request.method === 'HEAD' });
      if (response !== undefined) statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      // Malformed HTTP ends the connection, as it must.
      if (response === undefined || response.headers.get('connection')?.includes('close')) {
        connection.close();
        connection = await RawConnection.open(system.port);
      }
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return statuses;
}

/** Bytes in use after a full collection: of the server, which runs in this process, and of this test. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
