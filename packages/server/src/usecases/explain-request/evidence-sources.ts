import type { Client } from '../../domain/client/client.ts';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import type { Store } from '../../domain/store.ts';

/** Where evidence is read. */
export interface EvidenceStore {
  readonly clients: Pick<Store['clients'], 'find'>;
  readonly partners: Pick<Store['partners'], 'find'>;
  readonly accounts: Pick<Store['accounts'], 'find'>;
  readonly secrets: Pick<Store['secrets'], 'find' | 'listByClient'>;
  readonly clientKeys: Pick<Store['clientKeys'], 'find' | 'listByClient'>;
  readonly usage: Pick<Store['usage'], 'ofClient' | 'ofCredentials' | 'networks' | 'hours'>;
  readonly failures: Pick<Store['failures'], 'countByCause'>;
  readonly ledger: Pick<Store['ledger'], 'lastOf'>;
}

/** A failure of a client that there is, and where to look. */
export interface EvidenceSources {
  readonly store: EvidenceStore;
  readonly failure: FailedRequest;
  readonly client: Client;
}

/** Sentences for a person. None where there is nothing to show. */
export type ReadEvidence = (sources: EvidenceSources) => Promise<readonly string[]>;
