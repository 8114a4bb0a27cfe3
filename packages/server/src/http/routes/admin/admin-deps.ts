import type { Clock } from '../../../domain/clock.ts';
import type { Store } from '../../../domain/store.ts';

/** What the admin routes share: reads go to the store, changes through use cases. */
export interface AdminDeps {
  readonly store: Store;
  readonly now: Clock;
  /** How far the counts of usage may lag behind; said wherever one is told. */
  readonly usageDelaySeconds: number;
}
