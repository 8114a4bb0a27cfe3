// npm run bench:growth [-- requests]: how much a database grows by token requests: by the usage rows of their hours.
//
// One hundred clients ask again and again, a million times in all unless it is said otherwise, over 64 connections.
// The rows of every table are counted before and after; nothing but usage may have grown.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../packages/server/dist/store/dialects/sqlite/open-sqlite.js';
import { Child } from './child.mjs';
import { freePort } from './free-port.mjs';
import { load } from './load.mjs';
import { seedClients } from './seed.mjs';

const CLIENTS = 100;
const REQUESTS = Number(process.argv[2] ?? 1_000_000);
/** Sent in slices, so that the list of them stays short. */
const SLICE = 10_000;

const folder = await mkdtemp(join(tmpdir(), 'gatepass-growth-'));
const path = join(folder, 'gatepass.db');
const started = performance.now();
try {
  const masterKey = randomBytes(32).toString('base64');
  const env = {
    ...process.env,
    GATEPASS_DATA_DIR: folder,
    GATEPASS_MASTER_KEY: masterKey,
    GATEPASS_AUDIENCE: 'http://127.0.0.1:8081',
    GATEPASS_ISSUER: 'http://127.0.0.1:8080',
    GATEPASS_PORT: String(await freePort()),
  };
  await (await Child.start('gatepass', env)).stop();
  const pairs = await seedClients(path, masterKey, CLIENTS);
  const before = await tables();
  const server = await Child.start('gatepass', env);
  for (let sent = 0; sent < REQUESTS; sent += SLICE) {
    const bodies = Array.from({ length: Math.min(SLICE, REQUESTS - sent) }, (_, index) =>
      form(pairs[(sent + index) % CLIENTS]),
    );
    await load(server.port, bodies, 200);
  }
  await server.stop();
  const after = await tables();
  for (const [name, rows] of Object.entries(after)) {
    const grown = rows - (before[name] ?? 0);
    if (grown !== 0) console.log(`${name}: ${grown} rows more`);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`${REQUESTS} tokens in ${seconds.toFixed(0)} s`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {import('./seed.mjs').Pair | undefined} pair */
function form(pair) {
  return `grant_type=client_credentials&client_id=${pair?.clientId}&client_secret=${pair?.clientSecret}`;
}

/** @returns {Promise<Record<string, number>>} rows of each table */
async function tables() {
  const database = await openSqlite(path, 'read');
  try {
    const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    return Object.fromEntries(
      names.map((/** @type {any} */ { name }) => {
        const row = /** @type {any} */ (database.prepare(`SELECT count(*) AS rows FROM "${name}"`).get());
        return [name, row.rows];
      }),
    );
  } finally {
    database.close();
  }
}
