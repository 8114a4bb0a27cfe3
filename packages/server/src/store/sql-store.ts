import type { Result } from '@gatepass/protocol';
import type { Kysely } from 'kysely';
import type { ChangeContext, LedgerRow, NewLedgerEntry, Sha256 } from '../domain/ledger/ledger-entry.ts';
import type { LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { Change, Store } from '../domain/store.ts';
import { accountStore } from './account-store.ts';
import { apiStore } from './api-store.ts';
import { assertionStore } from './assertion-store.ts';
import { checkpointHousekeeping, checkpointStore } from './checkpoint-store.ts';
import { claimStore } from './claim-store.ts';
import { clientKeyStore } from './client-key-store.ts';
import { clientStore } from './client-store.ts';
import { countWrites } from './count-writes.ts';
import { deploymentStore } from './deployment-store.ts';
import { failureStore } from './failure-store.ts';
import { idempotencyStore, idempotencyWrites } from './idempotency-store.ts';
import { keyStore } from './key-store.ts';
import { leakStore } from './leak-store.ts';
import { appendToLedger, ledgerReads, readHead } from './ledger-store.ts';
import { linkHousekeeping, linkStore } from './link-store.ts';
import { mailQueue, mailStore } from './mail-store.ts';
import { meetConditions } from './meet-conditions.ts';
import { memberStore } from './member-store.ts';
import { operatorStore } from './operator-store.ts';
import { outboxStore } from './outbox-store.ts';
import { partnerStore } from './partner-store.ts';
import { partnerOf } from './partner-subjects.ts';
import { personStore } from './person-store.ts';
import { personalTokenStore } from './personal-token-store.ts';
import type { PrepareQuery } from './prepared-query.ts';
import { requestPruning, requestStore } from './request-store.ts';
import { revokedTokenPruning, revokedTokenStore } from './revoked-token-store.ts';
import { rulesStore } from './rules-store.ts';
import type { Database } from './schema.ts';
import { secretStore } from './secret-store.ts';
import { usageStore } from './usage-store.ts';
import { webhookQueue } from './webhook-queue.ts';
import { webhookStore } from './webhook-store.ts';

/** A connection for changes, and one for everything else. */
export interface Databases {
  readonly writer: Kysely<Database>;
  readonly reader: Kysely<Database>;
  /** For the reader. */
  readonly prepare: PrepareQuery;
}

export function sqlStore(
  { writer, reader, prepare }: Databases,
  deps: { readonly tail: Pick<LedgerTail, 'apply'>; readonly sha256: Sha256 },
): Store {
  return {
    ...tables(reader, prepare),
    revokedTokens: { ...revokedTokenStore(reader), ...revokedTokenPruning(writer) },
    requests: { ...requestStore(reader), ...requestPruning(writer) },
    ledger: ledgerReads(reader),
    checkpoints: { ...checkpointStore(reader), ...checkpointHousekeeping(writer) },
    partnerOf: (subject, noun) => partnerOf(reader, subject, noun),
    links: { ...linkStore(reader), ...linkHousekeeping(writer) },
    outbox: outboxStore(reader, writer),
    mailQueue: mailQueue(reader, writer),
    webhookQueue: webhookQueue(writer),
    usage: usageStore(reader, writer),
    failures: failureStore(reader, writer),
    assertions: assertionStore(writer),
    idempotency: idempotencyStore(reader, writer),
    async change(context, work) {
      const outcome = await transaction(writer, context, work, deps.sha256);
      deps.tail.apply(outcome.rows);
      return outcome.result;
    },
    async rehearse(context, work) {
      return (await transaction(writer, context, work, deps.sha256, 'rehearse')).result;
    },
    async close() {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function tables(db: Kysely<Database>, prepare?: PrepareQuery): Omit<Change, 'record'> {
  return {
    partners: partnerStore(db),
    clients: clientStore(db, prepare),
    secrets: secretStore(db),
    accounts: accountStore(db),
    clientKeys: clientKeyStore(db),
    leaks: leakStore(db),
    revokedTokens: revokedTokenStore(db),
    apis: apiStore(db),
    people: personStore(db),
    operators: operatorStore(db),
    members: memberStore(db),
    personalTokens: personalTokenStore(db),
    requests: requestStore(db),
    rules: rulesStore(db),
    claims: claimStore(db),
    links: linkStore(db),
    mails: mailStore(db),
    webhooks: webhookStore(db),
    keys: keyStore(db),
    deployment: deploymentStore(db),
    checkpoints: checkpointStore(db),
    idempotency: idempotencyWrites(db),
  };
}

interface Outcome<Value, Refusal> {
  readonly result: Result<Value, Refusal>;
  readonly rows: readonly LedgerRow[];
}

/** Carries a result out of the transaction, which only an exception rolls back. */
class Undone<Value, Refusal> extends Error {
  readonly result: Result<Value, Refusal>;

  constructor(result: Result<Value, Refusal>) {
    super('undone');
    this.result = result;
  }
}

async function transaction<Value, Refusal>(
  writer: Kysely<Database>,
  context: ChangeContext,
  work: (change: Change) => Promise<Result<Value, Refusal>>,
  sha256: Sha256,
  purpose: 'change' | 'rehearse' = 'change',
): Promise<Outcome<Value, Refusal>> {
  try {
    return await writer.transaction().execute(async (db) => {
      const entries: NewLedgerEntry[] = [];
      const writes = countWrites();
      const result = await work({ ...tables(db.withPlugin(writes)), record: (entry) => entries.push(entry) });
      if (!result.ok) throw new Undone(result);
      if (entries.length === 0 && writes.count > 0) {
        throw new Error('a change was written without a row in the ledger');
      }
      const rows = await settle(db, context, entries, sha256);
      if (purpose === 'rehearse') throw new Undone(result);
      return { result, rows };
    });
  } catch (error) {
    if (error instanceof Undone) return { result: error.result, rows: [] };
    throw error;
  }
}

/** What the request asks of its change, and then the rows: all of it behind the lock of the ledger's head. */
async function settle(
  db: Kysely<Database>,
  context: ChangeContext,
  entries: readonly NewLedgerEntry[],
  sha256: Sha256,
): Promise<readonly LedgerRow[]> {
  const lockHead = async () => {
    const head = await readHead(db);
    await meetConditions(db, context, entries);
    return head;
  };
  if (entries.length > 0) return appendToLedger(db, lockHead, context, entries, sha256);
  await lockHead();
  return [];
}
