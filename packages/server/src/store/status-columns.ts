import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../domain/status-change.ts';

/** How a partner, a client and an account keep whether they are on, since when and why. */
interface StatusColumns {
  readonly status: string;
  readonly status_reason: string | null;
  readonly status_changed_at: number | null;
}

export function statusColumns(status: Status, change: StatusChange | null): StatusColumns {
  return { status, status_reason: change?.reason ?? null, status_changed_at: change?.at ?? null };
}

/** Null where it is as it was made. */
export function statusChangeOf(row: Omit<StatusColumns, 'status'>): StatusChange | null {
  const { status_changed_at: at, status_reason: reason } = row;
  return at === null || reason === null ? null : { at: Number(at), reason };
}
