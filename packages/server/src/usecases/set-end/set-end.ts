import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Account } from '../../domain/account/account.ts';
import type { Client } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import { configureClient } from '../configure-client/configure-client.ts';

export interface WantedEnd {
  readonly id: string;
  /** Milliseconds, or null: without end. */
  readonly endsAt: number | null;
}

export interface SetEndDeps {
  readonly store: Pick<Store, 'change'>;
}

/** Sets when the approval of a client ends. No token outlives it. */
export async function setClientEnd(
  deps: SetEndDeps,
  context: ChangeContext,
  { id, endsAt }: WantedEnd,
): Promise<Result<Client, 'client_unknown' | 'end_past'>> {
  return isPast(endsAt, context.now) ? refuse('end_past') : configureClient(deps, context, id, { endsAt });
}

/** Sets when a parent account ends, and every client with it. Where nothing changes, nothing is written. */
export async function setAccountEnd(
  deps: SetEndDeps,
  context: ChangeContext,
  { id, endsAt }: WantedEnd,
): Promise<Result<Account, 'account_unknown' | 'end_past'>> {
  if (isPast(endsAt, context.now)) return refuse('end_past');
  return deps.store.change(context, async (change) => {
    const account = await change.accounts.find(id);
    if (account === undefined) return refuse('account_unknown');
    if (account.endsAt === endsAt) return ok(account);
    await change.accounts.setEnd(id, endsAt);
    change.record({
      action: 'account.configured',
      subject: id,
      before: { ends_at: toTime(account.endsAt) },
      after: { ends_at: toTime(endsAt) },
    });
    return ok({ ...account, endsAt });
  });
}

/** Whoever means "at once" disables: an end that has passed is more often a typing error. */
function isPast(endsAt: number | null, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}

function toTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
