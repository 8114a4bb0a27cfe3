import { ok, type Result, refuse, type Status } from '@gatepass/protocol';
import type { Account } from '../../domain/account/account.ts';
import type { Client } from '../../domain/client/client.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Member } from '../../domain/member/member.ts';
import type { Partner } from '../../domain/partner/partner.ts';
import type { StatusChange } from '../../domain/status-change.ts';
import type { Change, Store } from '../../domain/store.ts';

/** What can be disabled. Without its account or its partner, no client gets a token, and no member has one that works. */
interface Nouns {
  readonly partner: Partner;
  readonly client: Client;
  readonly account: Account;
  readonly member: Member;
}

export interface WantedStatus<Noun extends keyof Nouns = keyof Nouns> {
  readonly noun: Noun;
  readonly id: string;
  readonly status: Status;
  /** Kept with what it is about, not in the ledger: it is free text. */
  readonly reason: string;
}

/** A member whose person was erased stays disabled: nobody is left who could act. */
export type SetStatusRefusal<Noun extends keyof Nouns> = `${Noun}_unknown` | 'person_erased';

/** Disables a partner, a client, an account or a member of a partner, or enables it again. Where nothing changes, nothing is written. */
export function setStatus<Noun extends keyof Nouns>(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { noun, id, status, reason }: WantedStatus<Noun>,
): Promise<Result<Nouns[Noun], SetStatusRefusal<Noun>>> {
  return deps.store.change<Nouns[Noun], SetStatusRefusal<Noun>>(context, async (change) => {
    const table = TABLES[noun](change);
    const found = await table.find(id);
    if (found === undefined) return refuse(`${noun}_unknown` as const);
    if (found.status === status) return ok(found);
    if (status === 'active' && 'personId' in found && found.name === null) return refuse('person_erased');
    const statusChange = { at: context.now, reason };
    await table.setStatus(id, status, statusChange);
    change.record({
      action: `${noun}.${status === 'disabled' ? 'disabled' : 'enabled'}`,
      subject: id,
      before: { status: found.status },
      after: { status },
    });
    return ok({ ...found, status, statusChange });
  });
}

interface Table<Row> {
  find(id: string): Promise<Row | undefined>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
}

const TABLES: { readonly [Noun in keyof Nouns]: (change: Change) => Table<Nouns[Noun]> } = {
  partner: (change) => change.partners,
  client: (change) => change.clients,
  account: (change) => change.accounts,
  member: (change) => change.members,
};
