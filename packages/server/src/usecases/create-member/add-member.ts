import type { RandomBytes } from '@gatepass/protocol';
import type { Member } from '../../domain/member/member.ts';
import { newId } from '../../domain/new-id.ts';
import type { Person } from '../../domain/person/person.ts';
import type { Change } from '../../domain/store.ts';

/**
 * Makes a person, who is in the store, a member of a partner. Where the partner has a member with that address, it is
 * that one, as it stands: one address is one member.
 */
export async function addMember(
  change: Pick<Change, 'members' | 'record'>,
  deps: { readonly randomBytes: RandomBytes },
  { partnerId, person }: { readonly partnerId: string; readonly person: Person },
  now: number,
): Promise<Member> {
  const known = person.email === null ? undefined : await change.members.findByEmail(partnerId, person.email);
  if (known !== undefined) return known;
  const member: Member = {
    id: newId('mbr', deps.randomBytes),
    partnerId,
    personId: person.id,
    name: person.name,
    email: person.email,
    status: 'active',
    statusChange: null,
    createdAt: now,
  };
  await change.members.insert(member);
  change.record({
    action: 'member.created',
    subject: member.id,
    before: null,
    after: { partner_id: partnerId, status: member.status },
  });
  return member;
}
