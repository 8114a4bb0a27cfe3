import type { Status } from '@gatepass/protocol';

/** A platform's parent account, whatever clients act for it. Where it is off or over, none of them gets a token. */
export interface Account {
  readonly id: string;
  readonly status: Status;
  /** When it ends, in milliseconds. */
  readonly endsAt: number | null;
  readonly createdAt: number;
}
