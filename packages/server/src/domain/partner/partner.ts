import type { Status } from '@gatepass/protocol';

/** A company that builds on the API. It owns clients. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  readonly createdAt: number;
}
