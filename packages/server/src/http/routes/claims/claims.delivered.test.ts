import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { CLAIMS_PATH } from '@gatepass/protocol';
import { LogSink } from '@gatepass/testing';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trackBackgroundWork } from '../../../app/background-work.ts';
import { createKeyedHash } from '../../../domain/limits/keyed-hash.ts';
import { createRateBuckets } from '../../../domain/limits/rate-buckets.ts';
import { type ClaimBench, claimBench, type ToldClaim } from '../../../testing/claim-bench.ts';
import { noteDelivered } from '../../../usecases/note-delivered/note-delivered.ts';
import { openClaim } from '../../../usecases/open-claim/open-claim.ts';
import { createHttpServer } from '../../create-http-server.ts';
import { createLog, createRequestLog } from '../../request-log.ts';
import { claimsRoute } from './claims.route.ts';

/** A moment that the test chooses, and a way to wait for it. */
function moment(): { readonly comes: Promise<void>; readonly now: () => void } {
  let now = () => {};
  const comes = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { comes, now };
}

let bench: ClaimBench;
let told: ToldClaim;
let http: FastifyInstance;
const opened = { is: moment(), mayGoOn: moment() };
const background = trackBackgroundWork((error) => {
  throw error;
});

/** The route on a real store. Between opening a claim and answering, the test has its say. */
beforeEach(async () => {
  bench = await claimBench();
  told = await bench.claim();
  opened.is = moment();
  opened.mayGoOn = moment();
  const log = createRequestLog(createLog('info', new LogSink()));
  http = createHttpServer({
    log,
    readTimeoutMilliseconds: 10_000,
    formEndpoints: { paths: [], answer: () => false },
    noteFailure: () => {},
  });
  await http.register(claimsRoute, {
    async openClaim(presented, now) {
      const outcome = await openClaim(bench.deps, presented, now);
      opened.is.now();
      await opened.mayGoOn.comes;
      return outcome;
    },
    noteDelivered: (claimId) =>
      background.start(() => noteDelivered(bench, { ...bench.context(), actor: 'system:claim' }, claimId)),
    limit: createRateBuckets(createKeyedHash(new Uint8Array(8)), { burst: 10, perMinute: 10 }, 64),
    prefixes: bench.maker.prefixes,
    environment: bench.maker.environment,
    issuer: 'http://127.0.0.1',
    trustedProxies: [],
    now: bench.now,
    log,
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await http.close();
  await bench.close();
});

/** Both ends of a connection on which a claim was opened and nothing answered so far. */
async function openHeld(): Promise<{ readonly caller: Socket; readonly server: Socket }> {
  const body = JSON.stringify({ token: told.token, code: told.code });
  const connected = once(http.server, 'connection');
  const caller = connect((http.server.address() as AddressInfo).port, '127.0.0.1');
  caller.write(
    `POST ${CLAIMS_PATH} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  );
  const [server] = (await connected) as [Socket];
  await opened.is.comes;
  return { caller, server };
}

async function answered(): Promise<void> {
  opened.mayGoOn.now();
  await http.close();
  await background.settled();
}

test('an answer that left whole is noted as delivered', async () => {
  const { caller } = await openHeld();
  caller.resume();
  await answered();
  expect(await bench.kept(told.claim.id)).toMatchObject({ deliveredAt: bench.now() });
});

test('one whose caller had hung up is not: the claim shows as opened and never delivered', async () => {
  const { caller, server } = await openHeld();
  caller.resetAndDestroy();
  await new Promise((resolve) => server.once('close', resolve));
  await answered();
  expect(await bench.kept(told.claim.id)).toMatchObject({ claimedAt: bench.now(), deliveredAt: null });
});
