import type { Prunable } from '../prunable.ts';
import type { FirstRequest, KeptAnswer, KeyedRequest } from './keyed-request.ts';

type KeyOf = Pick<KeyedRequest, 'scope' | 'key'>;

/** How long a request is remembered at the least, in milliseconds. */
export const KEPT_FOR = 86_400_000;

/** Requests that changed something, by their keys. They are noted by the change itself. */
export interface IdempotencyStore extends Prunable {
  find(request: KeyOf): Promise<FirstRequest | undefined>;
  /** Of a request that was noted; of any other, nothing is kept. */
  keepAnswer(request: KeyOf, answer: KeptAnswer): Promise<void>;
}

export interface IdempotencyWrites {
  /** Forgets the answers about these: they may say what is to be said no more. A repeat gets `answer_lost`. */
  eraseAnswersOf(subjects: readonly string[]): Promise<void>;
}
