import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { JWKS_PATH, makeClientId, makeSecret } from '@gatepass/protocol';
import { RawConnection } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { flood } from './testing/flood.ts';
import { percentile } from './testing/percentile.ts';
import { formOf, serving, tokenRequest } from './testing/serving.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks one thing after the other until told to stop, and says how long each took, in milliseconds. */
async function ask(
  port: number,
  request: string,
  status: number,
  until: AbortSignal,
  every = 0,
): Promise<number[]> {
  const connection = await RawConnection.open(port);
  const took: number[] = [];
  while (!until.aborted) {
    const begun = performance.now();
    connection.write(request);
    const answer = await connection.next();
    if (answer?.status !== status) throw new Error(`answered ${answer?.status}: ${answer?.body}`);
    took.push(performance.now() - begun);
    if (every > 0) await pause(every);
  }
  connection.close();
  return took;
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;

function wrongForm(): string {
  return formOf(makeClientId('rspub', 'live', randomBytes), makeSecret('rsec', 'live', randomBytes).text);
}

test('R05 health and key set answer within 250 ms (p99) while 500 connections send wrong secrets', async () => {
  const { port } = await serving();
  const done = new AbortController();
  const requests = Array.from({ length: 5000 }, () => tokenRequest(port, wrongForm()));
  const health = ask(port, get('/healthz'), 200, done.signal, 20);
  const keys = ask(port, get(JWKS_PATH), 200, done.signal, 20);
  const answered = await flood({ port, connections: 500, milliseconds: 5000, requests });
  done.abort();
  const p99 = { health: percentile(await health, 0.99), keys: percentile(await keys, 0.99) };
  console.log(
    `R05 ${answered} wrong secrets in 5 s; p99 ${p99.health.toFixed(1)} and ${p99.keys.toFixed(1)} ms`,
  );
  expect(p99.health).toBeLessThan(250);
  expect(p99.keys).toBeLessThan(250);
});

test('R06 a partner at full rate makes others wait for one token of its own at the most', async () => {
  const { port, newForm } = await serving();
  const own = tokenRequest(port, await newForm());
  const requests = [tokenRequest(port, await newForm())];
  const measure = async (load: Promise<unknown>) => {
    const done = new AbortController();
    const took = ask(port, own, 200, done.signal, 5);
    await load;
    done.abort();
    return percentile(await took, 0.99);
  };
  await measure(pause(1000));
  const alone = await measure(pause(5000));
  const beside = await measure(flood({ port, connections: 1, milliseconds: 5000, requests }));
  const change = `${Math.round((beside / alone - 1) * 100)} %`;
  console.log(
    `R06 p99 alone ${alone.toFixed(2)} ms, beside one at full rate ${beside.toFixed(2)} ms: ${change}`,
  );
  expect(beside).toBeLessThan(alone * 1.2 + 1);
});

test('R07 with 5,000 idle and slow connections new requests are answered, and those are closed at the time-out', async () => {
  const { port, newForm } = await serving({ GATEPASS_READ_TIMEOUT: '3000' });
  const request = tokenRequest(port, await newForm());
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  let closed = 0;
  for (let count = 0; count < 5000; count++) {
    const socket = connect({ port, host: '127.0.0.1' });
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('close', () => closed++);
    socket.on('data', () => {});
    // Every other one has begun a request that it never ends.
    if (count % 2 === 0) socket.write('POST /api/v1/oauth/token HTTP/1.1\r\nhost: x\r\n');
    if (count % 200 === 199) await pause(10);
  }
  const done = new AbortController();
  const took = ask(port, request, 200, done.signal, 5);
  await pause(3000);
  done.abort();
  const p99 = percentile(await took, 0.99);
  for (let waited = 0; closed < 5000 && waited < 10_000; waited += 100) await pause(100);
  console.log(`R07 p99 ${p99.toFixed(1)} ms beside 5,000 connections; ${closed} closed by the time-out`);
  expect(p99).toBeLessThan(250);
  expect(closed).toBe(5000);
});
