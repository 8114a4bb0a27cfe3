import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';

/** A company that builds on the API. It owns clients, acts for parent accounts, and has members. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  /** When it ends, in milliseconds, and with it all that it has. */
  readonly endsAt: number | null;
  readonly createdAt: number;
}
