import { agoInWords } from '../duration-in-words.ts';
import { coarseNetwork } from '../network/network-of.ts';
import { OTHER_NETWORK } from './usage-bounds.ts';

/** `2 minutes ago from 203.0.113.0/24`. */
export function lastUseInWords(lastUsedAt: number, network: string | null, now: number): string {
  const known = network === null ? null : toldNetwork(network);
  return known === null ? agoInWords(lastUsedAt, now) : `${agoInWords(lastUsedAt, now)} from ${known}`;
}

/** What is told of a network that is kept: whose it is, not which machine. Null where so many were seen that they were not told apart. */
export function toldNetwork(network: string): string | null {
  return network === OTHER_NETWORK ? null : coarseNetwork(network);
}
