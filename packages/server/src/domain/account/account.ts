import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';

/** A platform's parent account, whatever clients act for it. Where it is off or over, none of them gets a token. */
export interface Account {
  readonly id: string;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  /** When it ends, in milliseconds. */
  readonly endsAt: number | null;
  readonly createdAt: number;
}
