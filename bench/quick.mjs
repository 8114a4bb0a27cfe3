// npm run bench:quick: what a request costs the server in CPU time, in signatures.
//
// The unit is one bare RS256 signature with a 2048-bit key, which no server that issues such tokens can do without.
// Load comes from this process, over 64 connections that stay open, in a closed loop; the servers are processes of
// their own, and only their user and system time is counted. Slices of all kinds alternate, each between two slices
// of bare signatures; a ratio is the median over a kind's slices, so that noise hits all kinds alike.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.mjs';
import { freePort } from './free-port.mjs';
import { load } from './load.mjs';
import { seedClients } from './seed.mjs';
import { median } from './statistics.mjs';

const CLIENTS = 100_000;
/**
 * The warm-up pass: each of so many clients gets its first token, and what that costs is what is measured as cold, in
 * slices. They are the ones that later requests come from. A pass over all of them does not fit into a minute.
 */
const WARMED_CLIENTS = 50_000;
const COLD_SLICES = 20;
const WARM_ROUNDS = 12;
const WARM_REQUESTS = 500;
const WRONG_SECRET_REQUESTS = 700;
const SIGNATURES = 120;
/** Sent first in each slice and not counted: a process that others had displaced has to find its pace again. */
const LEAD_IN = 150;
/** What the bare servers get beforehand, to be compiled as well as the product is after its warm-up. */
const BARE_WARM_UP = 6000;
/** Has no divisor in common with the number of clients, so that steps of it meet each of them once. */
const STRIDE = 7919;

const started = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'gatepass-bench-'));
/** @type {Child[]} */
const children = [];
try {
  const { ratios, signMilliseconds } = await run();
  for (const [name, values] of ratios) console.log(`${name}_ratio=${median(values).toFixed(2)}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`node ${process.version}, one signature ${signMilliseconds.toFixed(3)} ms, ${seconds} s`);
} finally {
  await Promise.all(children.map((child) => child.stop()));
  await rm(folder, { recursive: true, force: true });
}

async function run() {
  const masterKey = randomBytes(32).toString('base64');
  const env = {
    ...process.env,
    GATEPASS_DATA_DIR: folder,
    GATEPASS_MASTER_KEY: masterKey,
    GATEPASS_AUDIENCE: 'http://127.0.0.1:8081',
    GATEPASS_ISSUER: 'http://127.0.0.1:8080',
    GATEPASS_PORT: String(await freePort()),
    // All load comes from one address. What is measured is a wrong secret below the limits; above them it costs less.
    GATEPASS_FAILURE_LIMIT_CLIENT: '1000000',
    GATEPASS_FAILURE_LIMIT_NETWORK: '1000000',
  };
  await (await Child.start('gatepass', env)).stop();
  const pairs = await seedClients(join(folder, 'gatepass.db'), masterKey, CLIENTS);
  const bodies = pairs.map(({ clientId, clientSecret }) => form(clientId, clientSecret));
  // Well-formed, and another client's: nothing but the look-up can tell.
  const wrongBodies = pairs.map(({ clientId }, index) =>
    form(clientId, pairs.at(index - 1)?.clientSecret ?? ''),
  );

  const [sign, nodeHttp, fastify, gatepass] = await Promise.all([
    start('sign'),
    start('node-http'),
    start('fastify'),
    start('gatepass', env),
  ]);
  await load(nodeHttp.port, bodies.slice(0, BARE_WARM_UP), 200);
  await load(fastify.port, bodies.slice(0, BARE_WARM_UP), 200);

  /** @type {number[]} */
  const signatures = [];
  const signature = async () => {
    const before = await sign.cpu();
    const cost = ((await sign.cpu({ signatures: SIGNATURES })) - before) / SIGNATURES;
    signatures.push(cost);
    return cost;
  };
  await signature();

  /** @type {Map<string, number[]>} */
  const ratios = new Map(
    ['node_http', 'fastify', 'token_cpu', 'token_cold', 'wrong_secret'].map((name) => [name, []]),
  );
  let unit = await signature();
  /** @param {string} name @param {Child} child @param {readonly string[]} slice @param {number} status */
  const measure = async (name, child, slice, status) => {
    await load(child.port, slice.slice(0, LEAD_IN), status);
    const before = await child.cpu();
    await load(child.port, slice.slice(LEAD_IN), status);
    const cost = ((await child.cpu()) - before) / (slice.length - LEAD_IN);
    const next = await signature();
    ratios.get(name)?.push(cost / ((unit + next) / 2));
    unit = next;
  };

  const warmed = bodies.slice(0, WARMED_CLIENTS);
  const coldLength = WARMED_CLIENTS / COLD_SLICES;
  for (let at = 0; at < WARMED_CLIENTS; at += coldLength) {
    await measure('token_cold', gatepass, bodies.slice(at, at + coldLength), 200);
  }
  for (let round = 0; round < WARM_ROUNDS; round++) {
    const slice = scattered(warmed, round * WARM_REQUESTS, WARM_REQUESTS);
    await measure('node_http', nodeHttp, slice, 200);
    await measure('token_cpu', gatepass, slice, 200);
    await measure('fastify', fastify, slice, 200);
    const wrong = scattered(wrongBodies, round * WRONG_SECRET_REQUESTS, WRONG_SECRET_REQUESTS);
    await measure('wrong_secret', gatepass, wrong, 401);
  }
  return { ratios, signMilliseconds: median(signatures) / 1000 };
}

/**
 * Requests of clients from all over the list; no client comes twice within a run.
 * @param {readonly string[]} all
 * @param {number} from
 * @param {number} count
 */
function scattered(all, from, count) {
  return Array.from({ length: count }, (_, index) => all[((from + index) * STRIDE) % all.length] ?? '');
}

/** @param {string} name @param {NodeJS.ProcessEnv} [env] */
async function start(name, env) {
  const child = await Child.start(name, env);
  children.push(child);
  return child;
}

/** @param {string} clientId @param {string} clientSecret */
function form(clientId, clientSecret) {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  }).toString();
}
