import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';

/** A company that builds on the API. It owns clients. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  readonly createdAt: number;
}
