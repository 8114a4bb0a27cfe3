import { type EvidenceName, tokenRefusalFacts } from '@gatepass/protocol';
import type { FailedRequest } from '../../domain/failure/failed-request.ts';
import { keyEvidence, liveKeysEvidence, liveSecretsEvidence, secretEvidence } from './credential-evidence.ts';
import type { EvidenceStore, ReadEvidence } from './evidence-sources.ts';
import { accountEvidence, clientEvidence, partnerEvidence } from './status-evidence.ts';
import { budgetEvidence, failuresEvidence, networkEvidence, networksEvidence } from './traffic-evidence.ts';

export interface Evidence {
  readonly name: EvidenceName;
  /** What is stored, in one or more sentences. Of now, with the times that count. */
  readonly text: string;
}

const READ: Record<EvidenceName, ReadEvidence> = {
  client: clientEvidence,
  partner: partnerEvidence,
  account: accountEvidence,
  secret: secretEvidence,
  live_secrets: liveSecretsEvidence,
  key: keyEvidence,
  live_keys: liveKeysEvidence,
  network: networkEvidence,
  networks: networksEvidence,
  budget: budgetEvidence,
  failures: failuresEvidence,
};

/** What the cause's row in the table of refusals names, as far as there is anything to show. */
export async function readEvidence(
  store: EvidenceStore,
  failure: FailedRequest,
): Promise<readonly Evidence[]> {
  const names = tokenRefusalFacts(failure.cause).evidence ?? [];
  if (names.length === 0 || failure.clientId === null) return [];
  const client = await store.clients.find(failure.clientId);
  if (client === undefined) return [];
  const evidence: Evidence[] = [];
  for (const name of names) {
    const sentences = await READ[name]({ store, failure, client });
    if (sentences.length > 0) evidence.push({ name, text: sentences.join(' ') });
  }
  return evidence;
}
