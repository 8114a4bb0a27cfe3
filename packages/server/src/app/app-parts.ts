import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import type { Settings } from '../config/settings.ts';
import type { Clock } from '../domain/clock.ts';
import type { LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { Store } from '../domain/store.ts';
import type { Keys } from '../usecases/prepare-deployment/prepare-keys.ts';

/** What an app is put together from. */
export interface AppParts {
  readonly settings: Settings;
  readonly masterKey: KeyObject;
  readonly keys: Keys;
  readonly store: Store;
  readonly tail: LedgerTail;
  readonly log: Logger;
  readonly now: Clock;
}
