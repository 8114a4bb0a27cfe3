import { ok } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newPerson } from '../../domain/person/new-person.ts';
import { newPersonalToken } from '../../domain/person/new-personal-token.ts';
import { addMember } from '../../usecases/create-member/add-member.ts';
import type { TestStore } from '../open-test-store.ts';

export interface MemberWithToken {
  readonly memberId: string;
  readonly tokenId: string;
  readonly token: string;
}

/** A new member of a partner, with a token at once, where the deployment would mail a claim for it. */
export async function addMemberWithToken(
  opened: TestStore,
  partnerId: string,
  now: number,
): Promise<MemberWithToken> {
  const { store, maker } = opened;
  const email = `${crypto.randomUUID()}@partner.example`;
  const person = newPerson(maker.randomBytes, { name: 'Member', email }, now);
  const added = await store.change(contextAt(now), async (change) => {
    await change.people.insert(person);
    return ok(await addMember(change, maker, { partnerId, person }, now));
  });
  if (!added.ok) throw new Error('no member');
  return { memberId: added.value.id, ...(await addTokenOf(opened, added.value.id, now)) };
}

export async function addTokenOf(
  { store, maker }: TestStore,
  memberId: string,
  now: number,
): Promise<Omit<MemberWithToken, 'memberId'>> {
  const terms = { holderId: memberId, label: 'first', role: null, expiresAt: null };
  const { text, token } = newPersonalToken(maker, 'memberToken', terms, now);
  await store.change(contextAt(now), async (change) => {
    await change.personalTokens.insert(token);
    change.record({
      action: 'member.token_created',
      subject: memberId,
      before: null,
      after: { token_id: token.id },
    });
    return ok(undefined);
  });
  return { tokenId: token.id, token: text.reveal() };
}

const contextAt = (now: number): ChangeContext => ({ actor: 'system:claim', requestId: null, now });
