import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Account } from '../../domain/account/account.ts';
import type { Client } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Partner } from '../../domain/partner/partner.ts';
import type { Change, Store } from '../../domain/store.ts';
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

/** Sets when a parent account ends, and every client with it. */
export function setAccountEnd(
  deps: SetEndDeps,
  context: ChangeContext,
  wanted: WantedEnd,
): Promise<Result<Account, 'account_unknown' | 'end_past'>> {
  return setEnd(deps, context, 'account', wanted);
}

/** Sets when a partner ends, and all its clients and members with it. */
export function setPartnerEnd(
  deps: SetEndDeps,
  context: ChangeContext,
  wanted: WantedEnd,
): Promise<Result<Partner, 'partner_unknown' | 'end_past'>> {
  return setEnd(deps, context, 'partner', wanted);
}

/** What can end, beside a client, whose end is one of its settings. */
interface Nouns {
  readonly account: Account;
  readonly partner: Partner;
}

/** Where nothing changes, nothing is written. */
async function setEnd<Noun extends keyof Nouns>(
  deps: SetEndDeps,
  context: ChangeContext,
  noun: Noun,
  { id, endsAt }: WantedEnd,
): Promise<Result<Nouns[Noun], `${Noun}_unknown` | 'end_past'>> {
  if (isPast(endsAt, context.now)) return refuse('end_past');
  return deps.store.change(context, async (change) => {
    const table = TABLES[noun](change);
    const found = await table.find(id);
    if (found === undefined) return refuse(`${noun}_unknown` as const);
    if (found.endsAt === endsAt) return ok(found);
    await table.setEnd(id, endsAt);
    change.record({
      action: `${noun}.configured`,
      subject: id,
      before: { ends_at: toTime(found.endsAt) },
      after: { ends_at: toTime(endsAt) },
    });
    return ok({ ...found, endsAt });
  });
}

interface Table<Row> {
  find(id: string): Promise<Row | undefined>;
  setEnd(id: string, endsAt: number | null): Promise<void>;
}

const TABLES: { readonly [Noun in keyof Nouns]: (change: Change) => Table<Nouns[Noun]> } = {
  account: (change) => change.accounts,
  partner: (change) => change.partners,
};

/** Whoever means "at once" disables: an end that has passed is more often a typing error. */
function isPast(endsAt: number | null, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}

function toTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
