import type { Store } from '../domain/store.ts';

export interface LedgerLine {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly after: Record<string, unknown> | null;
}

/** What the ledger says after a sequence, without the chain. */
export async function ledgerOf(store: Pick<Store, 'ledger'>, after = 0): Promise<readonly LedgerLine[]> {
  const rows = await store.ledger.rowsAfter(after, 1000);
  return rows.map(({ entry }) => {
    const { actor, action, subject, after: facts } = JSON.parse(entry) as LedgerLine;
    return { actor, action, subject, after: facts };
  });
}
