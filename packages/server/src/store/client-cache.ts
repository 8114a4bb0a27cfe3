import type { ClientLookup } from '../domain/client/client-lookup.ts';
import type { ClientRecord } from '../domain/client/client-record.ts';
import type { LedgerRow } from '../domain/ledger/ledger-entry.ts';
import type { LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { ClientReads } from '../domain/store.ts';
import { GenerationalMap } from './generational-map.ts';

/**
 * Remembers clients that were believed, `generation` to twice as many, and follows the ledger: whatever touches a
 * client forgets it. A record read before the last such change is used once and not remembered.
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
      if (forgotten.clientId !== undefined) records.delete(forgotten.clientId);
      if (forgotten.partnerId !== undefined) forgetPartner(records, forgotten.partnerId);
    }
  });

  return {
    remembered: (clientId) => records.get(clientId),
    read: (clientId, secretId) => clients.findRecord(clientId, secretId),
    remember(record) {
      if (record.headSequence < lastInvalidation) return;
      // The key is the store's text: the request's is a slice of its whole body, secret included, and would keep it.
      records.set(record.clientId, record);
    },
  };
}

function forgetPartner(records: GenerationalMap<string, ClientRecord>, partnerId: string): void {
  for (const [clientId, record] of records) {
    if (record.partnerId === partnerId) records.delete(clientId);
  }
}

/** Which client or partner a ledger row is about, if any. */
function forgottenBy(row: LedgerRow): { clientId?: string; partnerId?: string } | undefined {
  const [noun] = row.action.split('.');
  if (noun === 'client') return { clientId: row.subject };
  if (noun === 'partner') return { partnerId: row.subject };
  if (noun !== 'secret') return undefined;
  const { after } = JSON.parse(row.entry) as { after: { client_id: string } };
  return { clientId: after.client_id };
}
