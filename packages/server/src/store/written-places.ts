import type { InstanceUse, NetworkInHour, UsageBatch } from '../domain/usage/usage.ts';
import { GenerationalMap } from './generational-map.ts';

/** So many of each kind at the least; at the most twice as many. Some 150 bytes each. */
const GENERATION = 65_536;

/** Where this process has counted uses before: there is a row, so nobody need ask whether there is room for one. */
export class WrittenPlaces {
  /** The latest hour in which it was written. */
  readonly #networks = new GenerationalMap<string, number>(GENERATION);
  readonly #instances = new GenerationalMap<string, true>(GENERATION);

  hasNetwork({ credentialId, hour, network }: NetworkInHour): boolean {
    return this.#networks.get(`${credentialId} ${network}`) === hour;
  }

  hasInstance({ credentialId, instance }: InstanceUse): boolean {
    return this.#instances.get(`${credentialId} ${instance}`) !== undefined;
  }

  /** To be told only what is committed. */
  add({ networks, instances }: Pick<UsageBatch, 'networks' | 'instances'>): void {
    for (const { credentialId, hour, network } of networks) {
      this.#networks.set(`${credentialId} ${network}`, hour);
    }
    for (const { credentialId, instance } of instances) {
      this.#instances.set(`${credentialId} ${instance}`, true);
    }
  }
}
