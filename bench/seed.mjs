// Fills a database with clients: made by the product's own use case, with its digests and ledger rows, but written
// by prepared statements, thousands of clients in one transaction. This one file reaches into the server's build:
// production has no need of such a bulk entrance, and so there is none.
import { createSecretKey, randomBytes } from 'node:crypto';
import { DEFAULT_PREFIXES } from '@gatepass/protocol';
import { nextLedgerRow } from '../packages/server/dist/domain/ledger/ledger-entry.js';
import { openSecretMac } from '../packages/server/dist/signing/secret-mac.js';
import { sha256 } from '../packages/server/dist/signing/sha256.js';
import { openSqlite } from '../packages/server/dist/store/dialects/sqlite/open-sqlite.js';
import { createClient } from '../packages/server/dist/usecases/create-client/create-client.js';
import { createPartner } from '../packages/server/dist/usecases/create-partner/create-partner.js';

const BATCH = 5000;
const CONTEXT = /** @type {const} */ ({ actor: 'system:console', requestId: null, now: Date.now() });

/**
 * @typedef {object} Pair
 * @property {string} clientId
 * @property {string} clientSecret
 */

/**
 * Makes clients in a database that the server has prepared, and that nobody has open.
 * @param {string} path
 * @param {string} masterKey base64
 * @param {number} count
 * @returns {Promise<Pair[]>}
 */
export async function seedClients(path, masterKey, count) {
  const database = await openSqlite(path, 'write');
  // Nobody would miss this database after a loss of power.
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 0');
  try {
    const randomBytes = pooledRandomBytes();
    const maker = {
      mac: secretMacOf(database, masterKey),
      randomBytes,
      prefixes: DEFAULT_PREFIXES,
      environment: /** @type {const} */ ('live'),
      scopes: ['accounts:read', 'accounts:write'],
      secretPolicy: { defaultLifetime: null, maxLifetime: null },
    };
    const first = recordingStore();
    const partner = await createPartner({ store: first, randomBytes }, CONTEXT, { name: 'Bench' });
    if (!partner.ok) throw new Error('no partner was made');
    const write = writerOf(database);
    write(first.made);

    /** @type {Pair[]} */
    const pairs = [];
    while (pairs.length < count) {
      const store = recordingStore();
      for (let index = 0; index < BATCH; index++) {
        const created = await createClient({ ...maker, store }, CONTEXT, {
          partnerId: partner.value.id,
          name: 'Bench',
          parentAccountId: `pa_${String(pairs.length).padStart(10, '0')}`,
          scope: undefined,
        });
        if (!created.ok) throw new Error(`no client was made: ${created.refusal}`);
        pairs.push({ clientId: created.value.client.id, clientSecret: created.value.made.text.reveal() });
      }
      write(store.made);
    }
    return pairs;
  } finally {
    database.close();
  }
}

/**
 * The MAC key that the server made at its first start.
 * @param {any} database
 * @param {string} masterKey
 */
function secretMacOf(database, masterKey) {
  const row = database.prepare('SELECT * FROM mac_key ORDER BY version DESC').get();
  const macKey = { version: row.version, sealedKey: row.sealed_key, createdAt: row.created_at };
  return openSecretMac(createSecretKey(masterKey, 'base64'), macKey);
}

/** The same randomness, taken from the system in larger pieces. */
function pooledRandomBytes() {
  let pool = Buffer.alloc(0);
  return (/** @type {number} */ length) => {
    if (pool.length < length) pool = randomBytes(65_536);
    const taken = pool.subarray(0, length);
    pool = pool.subarray(length);
    return taken;
  };
}

/**
 * What use cases made, as they hand it to a store.
 * @typedef {Record<'partners' | 'accounts' | 'holdings' | 'clients' | 'secrets' | 'entries', any[]>} Made
 */

/**
 * A store that keeps what a use case makes, to be written later.
 * @returns {{ made: Made, change: any }}
 */
function recordingStore() {
  /** @type {Made} */
  const made = { partners: [], accounts: [], holdings: [], clients: [], secrets: [], entries: [] };
  const change = {
    partners: {
      find: async (/** @type {string} */ id) => ({ id }),
      insert: async (/** @type {any} */ partner) => made.partners.push(partner),
      // Every client acts for an account of its own.
      holdersOf: async () => [],
      addAccount: async (/** @type {unknown[]} */ ...holding) => made.holdings.push(holding),
    },
    accounts: {
      find: async () => undefined,
      insert: async (/** @type {any} */ account) => made.accounts.push(account),
    },
    clients: { insert: async (/** @type {any} */ client) => made.clients.push(client) },
    secrets: { insert: async (/** @type {any} */ secret) => made.secrets.push(secret) },
    record: (/** @type {any} */ entry) => made.entries.push(entry),
  };
  return { made, change: (/** @type {any} */ _context, /** @type {any} */ work) => work(change) };
}

/**
 * Writes what was made, and its ledger rows, in one transaction.
 * @param {any} database
 * @returns {(made: Made) => void}
 */
function writerOf(database) {
  const insertPartner = database.prepare(
    'INSERT INTO partner (id, name, status, created_at) VALUES (?, ?, ?, ?)',
  );
  const insertClient = database.prepare(
    'INSERT INTO client (id, partner_id, name, parent_account_id, scope, status, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertAccount = database.prepare('INSERT INTO account (id, status, created_at) VALUES (?, ?, ?)');
  const insertHolding = database.prepare(
    'INSERT INTO partner_account (partner_id, account_id, created_at) VALUES (?, ?, ?)',
  );
  const insertSecret = database.prepare(
    'INSERT INTO secret (id, client_id, label, hint, digest, mac_key_version, expires_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertRow = database.prepare(
    'INSERT INTO ledger (sequence, action, subject, actor, at, entry, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const moveHead = database.prepare('UPDATE ledger_head SET sequence = ?, hash = ? WHERE id = 1');
  let head = database.prepare('SELECT sequence, hash FROM ledger_head WHERE id = 1').get();

  return ({ partners, accounts, holdings, clients, secrets, entries }) => {
    database.exec('BEGIN IMMEDIATE');
    for (const it of partners) insertPartner.run(it.id, it.name, it.status, it.createdAt);
    for (const it of accounts) insertAccount.run(it.id, it.status, it.createdAt);
    for (const holding of holdings) insertHolding.run(...holding);
    for (const it of clients) {
      const scope = it.scope.join(' ');
      insertClient.run(it.id, it.partnerId, it.name, it.parentAccountId, scope, it.status, it.createdAt);
    }
    for (const it of secrets) {
      insertSecret.run(
        it.id,
        it.clientId,
        it.label,
        it.hint,
        it.digest,
        it.macKeyVersion,
        it.expiresAt,
        it.createdAt,
      );
    }
    for (const entry of entries) {
      head = nextLedgerRow(head, CONTEXT, entry, sha256);
      const { sequence, action, subject, actor, at, entry: text, hash } = head;
      insertRow.run(sequence, action, subject, actor, at, text, hash);
    }
    moveHead.run(head.sequence, head.hash);
    database.exec('COMMIT');
  };
}
