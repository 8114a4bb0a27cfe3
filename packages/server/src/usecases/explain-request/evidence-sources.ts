import type { Client } from '../../domain/client/client.ts';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import type { Store } from '../../domain/store.ts';
import type { Asker } from './asker.ts';

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

/** A failure, who asks about it, and where to look. */
export interface FailureSources {
  readonly store: EvidenceStore;
  readonly failure: FailedRequest;
  readonly asker: Asker;
}

/** The same where the failure names a client that there is. */
export interface EvidenceSources extends FailureSources {
  readonly client: Client;
}

/** Sentences for a person. None where there is nothing to show. */
export type ReadEvidence<Sources = EvidenceSources> = (sources: Sources) => Promise<readonly string[]>;
