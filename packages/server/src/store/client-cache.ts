import type { ClientLookup } from '../domain/client/client-lookup.ts';
import type { ClientRecord } from '../domain/client/client-record.ts';
import type { LedgerRow } from '../domain/ledger/ledger-entry.ts';
import type { LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { ClientReads } from '../domain/store.ts';
import { GenerationalMap } from './generational-map.ts';

/**
 * Remembers clients that were believed, `generation` to twice as many, and follows the ledger: whatever touches a
 * client forgets it. A record read before the last such change is used once and not remembered.
 *
 * A client that changed is read anew at once, so that it stays among those that this node knows: from a network that
 * fails too often only they get tokens, and a rotation must not be what shuts them out.
 */
export function createClientCache(
  clients: Pick<ClientReads, 'findRecord'>,
  tail: Pick<LedgerTail, 'listen' | 'appliedSequence'>,
  generation: number,
): ClientLookup {
  const records = new GenerationalMap<string, ClientRecord>(generation);
  let lastInvalidation = tail.appliedSequence;

  tail.listen((rows) => {
    for (const row of rows) {
      const forgotten = forgottenBy(row);
      if (forgotten === undefined) continue;
      lastInvalidation = row.sequence;
      if (forgotten.clientId === undefined) forgetAll(records, forgotten);
      else if (records.get(forgotten.clientId) !== undefined) {
        records.delete(forgotten.clientId);
        void readAnew(forgotten.clientId);
      }
    }
  });

  function remember(record: ClientRecord): void {
    if (record.headSequence < lastInvalidation) return;
    // The key is the store's text: the request's is a slice of its whole body, secret included, and would keep it.
    records.set(record.clientId, record);
  }

  async function readAnew(clientId: string): Promise<void> {
    try {
      const record = await clients.findRecord(clientId, '');
      if (record !== undefined) remember(record);
    } catch {
      // It is read when it is next asked for.
    }
  }

  return {
    remembered: (clientId) => records.get(clientId),
    read: (clientId, secretId) => clients.findRecord(clientId, secretId),
    remember,
  };
}

function forgetAll(
  records: GenerationalMap<string, ClientRecord>,
  { partnerId, accountId }: Forgotten,
): void {
  for (const [clientId, record] of records) {
    if (record.partnerId === partnerId || record.parentAccountId === accountId) records.delete(clientId);
  }
}

/** One of the three. */
interface Forgotten {
  readonly clientId?: string;
  readonly partnerId?: string;
  readonly accountId?: string;
}

/** Which client, partner or account a ledger row is about, if any. */
function forgottenBy(row: LedgerRow): Forgotten | undefined {
  const [noun] = row.action.split('.');
  if (noun === 'client') return { clientId: row.subject };
  if (noun === 'partner') return { partnerId: row.subject };
  if (noun === 'account') return { accountId: row.subject };
  if (noun !== 'secret' && noun !== 'client_key') return undefined;
  const { after } = JSON.parse(row.entry) as { after: { client_id: string } };
  return { clientId: after.client_id };
}
