import { ok, type Result, refuse } from '@gatepass/protocol';
import { idOfActor } from '../../domain/ledger/entry-of.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Person } from '../../domain/person/person.ts';
import type { Change, Store } from '../../domain/store.ts';
import { endClaimsOf } from '../cancel-claim/end-claim.ts';
import { isLastAdmin } from '../change-operator/last-admin.ts';
import { endTokensOf } from '../revoke-personal-token/end-token.ts';
import { withdrawRequestsOf } from '../withdraw-request/withdraw-requests-of.ts';

/** Kept where a reason is: it names nobody. */
const REASON = 'erased';

export type ErasePersonRefusal = 'person_unknown' | 'own_operator' | 'last_admin';

/**
 * Deletes what says who somebody is: name, address, the salt that ties the ledger's digests to their texts, and the
 * texts themselves. Whatever they could do ends first, and what they have asked for is withdrawn. The id stays, so that the ledger still says that it was one
 * person. A second time changes nothing.
 */
export function erasePerson(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  id: string,
): Promise<Result<Person, ErasePersonRefusal>> {
  return deps.store.change<Person, ErasePersonRefusal>(context, async (change) => {
    const person = await change.people.find(id);
    if (person === undefined) return refuse('person_unknown');
    if (person.erasedAt !== null) return ok(person);
    const ended = await endOperator(change, context, id);
    if (!ended.ok) return ended;
    await endMembers(change, context, id);
    await endClaimsOf(change, id, context.now);
    await withdrawRequestsOf(change, id, idOfActor(context.actor), context.now);
    await change.requests.eraseTextsOf(id);
    await eraseAccountTexts(change, id);
    await change.people.erase(id, context.now);
    change.record({
      action: 'person.erased',
      subject: id,
      before: { erased: false },
      after: { erased: true },
    });
    return ok({ ...person, name: null, email: null, salt: null, erasedAt: context.now });
  });
}

async function endOperator(
  change: Change,
  { actor, now }: ChangeContext,
  personId: string,
): Promise<Result<undefined, 'own_operator' | 'last_admin'>> {
  const operator = await change.operators.findByPerson(personId);
  if (operator === undefined) return ok(undefined);
  if (actor === `operator:${operator.id}`) return refuse('own_operator');
  if (await isLastAdmin(change, operator.id)) return refuse('last_admin');
  // Also where it was disabled before: the reason that was given then may say who it was.
  await change.operators.setStatus(operator.id, 'disabled', { at: now, reason: REASON });
  if (operator.status === 'active') {
    change.record({
      action: 'operator.disabled',
      subject: operator.id,
      before: { status: operator.status },
      after: { status: 'disabled' },
    });
  }
  await endTokensOf(change, operator.id, now);
  return ok(undefined);
}

async function endMembers(change: Change, { now }: ChangeContext, personId: string): Promise<void> {
  for (const member of await change.members.listByPerson(personId)) {
    await change.members.setStatus(member.id, 'disabled', { at: now, reason: REASON });
    if (member.status === 'active') {
      change.record({
        action: 'member.disabled',
        subject: member.id,
        before: { status: member.status },
        after: { status: 'disabled' },
      });
    }
    await endTokensOf(change, member.id, now);
  }
}

/** The name is in what a repeat of the request that made their account would be told, and may be in what they call tokens. */
async function eraseAccountTexts(change: Change, personId: string): Promise<void> {
  const operator = await change.operators.findByPerson(personId);
  const members = await change.members.listByPerson(personId);
  const ids = [...members, ...(operator === undefined ? [] : [operator])].map(({ id }) => id);
  for (const id of ids) await change.personalTokens.forgetLabels(id);
  await change.idempotency.eraseAnswersOf([personId, ...ids]);
}
