import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';

/** A person who acts for a partner. */
export interface Member {
  readonly id: string;
  readonly partnerId: string;
  readonly personId: string;
  /** Null once the person was erased. */
  readonly name: string | null;
  readonly email: string | null;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  readonly createdAt: number;
}

/** Who asks, and with which of their tokens. */
export interface ActingMember extends Member {
  readonly tokenId: string;
}
