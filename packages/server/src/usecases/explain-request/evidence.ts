import { type EvidenceName, tokenRefusalFacts } from '@gatepass/protocol';
import { keyEvidence, liveKeysEvidence, liveSecretsEvidence, secretEvidence } from './credential-evidence.ts';
import type { EvidenceSources, FailureSources, ReadEvidence } from './evidence-sources.ts';
import { accountEvidence, clientEvidence, partnerEvidence, scopeEvidence } from './status-evidence.ts';
import {
  budgetEvidence,
  failuresEvidence,
  networkEvidence,
  networkFailuresEvidence,
  networksEvidence,
} from './traffic-evidence.ts';

export interface Evidence {
  readonly name: EvidenceName;
  /** What is stored, in one or more sentences. Of now, with the times that count. */
  readonly text: string;
}

type Sources = FailureSources & { readonly client: EvidenceSources['client'] | undefined };

const READ: Readonly<Record<EvidenceName, ReadEvidence<Sources>>> = {
  client: ofClient(clientEvidence),
  partner: ofClient(partnerEvidence),
  account: ofClient(accountEvidence),
  scope: ofClient(scopeEvidence),
  secret: ofClient(secretEvidence),
  live_secrets: ofClient(liveSecretsEvidence),
  key: ofClient(keyEvidence),
  live_keys: ofClient(liveKeysEvidence),
  network: ofClient(networkEvidence),
  networks: ofClient(networksEvidence),
  budget: ofClient(budgetEvidence),
  failures: ofClient(failuresEvidence),
  network_failures: networkFailuresEvidence,
};

/** What the cause's row in the table of refusals names, as far as there is anything to show. */
export async function readEvidence(sources: FailureSources): Promise<readonly Evidence[]> {
  const { store, failure } = sources;
  const names = tokenRefusalFacts(failure.cause).evidence ?? [];
  if (names.length === 0) return [];
  const client = failure.clientId === null ? undefined : await store.clients.find(failure.clientId);
  const evidence: Evidence[] = [];
  for (const name of names) {
    const sentences = await READ[name]({ ...sources, client });
    if (sentences.length > 0) evidence.push({ name, text: sentences.join(' ') });
  }
  return evidence;
}

/** There is nothing to show where no client is named, or one that there is not. */
function ofClient(read: ReadEvidence): ReadEvidence<Sources> {
  return async ({ client, ...sources }) => (client === undefined ? [] : read({ ...sources, client }));
}
