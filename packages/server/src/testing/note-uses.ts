import type { Store } from '../domain/store.ts';
import { toUsageBatch } from '../domain/usage/to-usage-batch.ts';
import type { Use } from '../domain/usage/usage.ts';
import { UsageCollector } from '../domain/usage/usage-collector.ts';

export interface NotedUse extends Pick<Use, 'credentialId' | 'clientId' | 'at'> {
  readonly network?: string;
  readonly instance?: string;
}

/** Counts uses the way the server does: a token of five minutes for each. */
export async function noteUses(store: Pick<Store, 'usage'>, uses: readonly NotedUse[]): Promise<void> {
  const collector = new UsageCollector({ askForWriting: () => {} });
  for (const { credentialId, clientId, at, network = '203.0.113.7', instance } of uses) {
    const origin = { network, instance, version: undefined };
    collector.note({
      credentialId,
      clientId,
      origin,
      at,
      tokenEndsAt: at + 300_000,
      outsideNetworks: false,
      overBudget: false,
    });
  }
  await store.usage.add(toUsageBatch(collector.take()));
}
