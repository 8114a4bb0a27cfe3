import type { Result } from '@gatepass/protocol';
import type { Kysely } from 'kysely';
import type { ChangeContext, LedgerRow, NewLedgerEntry, Sha256 } from '../domain/ledger/ledger-entry.ts';
import type { LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { Change, Store } from '../domain/store.ts';
import { accountStore } from './account-store.ts';
import { apiStore } from './api-store.ts';
import { assertionStore } from './assertion-store.ts';
import { clientKeyStore } from './client-key-store.ts';
import { clientStore } from './client-store.ts';
import { countWrites } from './count-writes.ts';
import { deploymentStore } from './deployment-store.ts';
import { failureStore } from './failure-store.ts';
import { keyStore } from './key-store.ts';
import { leakStore } from './leak-store.ts';
import { appendToLedger, ledgerReads, readHead } from './ledger-store.ts';
import { memberStore } from './member-store.ts';
import { operatorStore } from './operator-store.ts';
import { partnerStore } from './partner-store.ts';
import { personStore } from './person-store.ts';
import { personalTokenStore } from './personal-token-store.ts';
import type { PrepareQuery } from './prepared-query.ts';
import { revokedTokenPruning, revokedTokenStore } from './revoked-token-store.ts';
import type { Database } from './schema.ts';
import { secretStore } from './secret-store.ts';
import { usageStore } from './usage-store.ts';

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
    ledger: ledgerReads(reader),
    usage: usageStore(reader, writer),
    failures: failureStore(reader, writer),
    assertions: assertionStore(writer),
    async change(context, work) {
      const outcome = await transaction(writer, context, work, deps.sha256);
      deps.tail.apply(outcome.rows);
      return outcome.result;
    },
    async rehearse(context, work) {
      const undone = async (change: Change) => {
        throw new Undone(await work(change));
      };
      return (await transaction(writer, context, undone, deps.sha256)).result as Awaited<
        ReturnType<typeof work>
      >;
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
    keys: keyStore(db),
    deployment: deploymentStore(db),
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
): Promise<Outcome<Value, Refusal>> {
  try {
    return await writer.transaction().execute(async (db) => {
      const entries: NewLedgerEntry[] = [];
      const writes = countWrites();
      const result = await work({ ...tables(db.withPlugin(writes)), record: (entry) => entries.push(entry) });
      if (!result.ok) throw new Undone(result);
      if (entries.length === 0) {
        if (writes.count > 0) throw new Error('a change was written without a row in the ledger');
        return { result, rows: [] };
      }
      return { result, rows: await appendToLedger(db, readHead, context, entries, sha256) };
    });
  } catch (error) {
    if (error instanceof Undone) return { result: error.result, rows: [] };
    throw error;
  }
}
