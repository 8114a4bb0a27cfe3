import { ok, type RandomBytes, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Member } from '../../domain/member/member.ts';
import { parseEmailAddress } from '../../domain/person/email-address.ts';
import { newPerson } from '../../domain/person/new-person.ts';
import type { Store } from '../../domain/store.ts';
import { addMember } from './add-member.ts';

export interface CreateMemberDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
}

export interface WantedMember {
  readonly partnerId: string;
  readonly name: string;
  readonly email: string;
}

export type CreateMemberRefusal = 'email_malformed' | 'partner_unknown' | 'member_known';

/** A person who acts for a partner. They have no token yet: they get one by a claim, which nobody else can open. */
export async function createMember(
  deps: CreateMemberDeps,
  context: ChangeContext,
  { partnerId, name, email: address }: WantedMember,
): Promise<Result<Member, CreateMemberRefusal>> {
  const email = parseEmailAddress(address);
  if (!email.ok) return email;
  const person = newPerson(deps.randomBytes, { name, email: email.value }, context.now);
  return deps.store.change(context, async (change) => {
    if ((await change.partners.find(partnerId)) === undefined) return refuse('partner_unknown');
    if ((await change.members.findByEmail(partnerId, email.value)) !== undefined)
      return refuse('member_known');
    await change.people.insert(person);
    return ok(await addMember(change, deps, { partnerId, person }, context.now));
  });
}
