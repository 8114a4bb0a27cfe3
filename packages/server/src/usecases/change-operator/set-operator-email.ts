import { ok, type RandomBytes, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext, Sha256 } from '../../domain/ledger/ledger-entry.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import { parseEmailAddress } from '../../domain/person/email-address.ts';
import { newSalt } from '../../domain/person/new-person.ts';
import { saltedDigest } from '../../domain/person/salted-digest.ts';
import type { Store } from '../../domain/store.ts';

export interface SetOperatorEmailDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
  readonly sha256: Sha256;
}

export type SetOperatorEmailRefusal =
  | 'operator_unknown'
  | 'email_malformed'
  | 'email_taken'
  | 'person_erased';

/**
 * Sets where an operator's mails go, or that none go anywhere. One address is one operator. The ledger gets digests,
 * under a salt of that person's which is made where there was none.
 */
export async function setOperatorEmail(
  { store, randomBytes, sha256 }: SetOperatorEmailDeps,
  context: ChangeContext,
  { id, email: address }: { readonly id: string; readonly email: string | null },
): Promise<Result<Operator, SetOperatorEmailRefusal>> {
  const parsed = address === null ? ok(null) : parseEmailAddress(address);
  if (!parsed.ok) return parsed;
  const email = parsed.value;
  return store.change<Operator, SetOperatorEmailRefusal>(context, async (change) => {
    const operator = await change.operators.find(id);
    if (operator === undefined) return refuse('operator_unknown');
    const person = await change.people.find(operator.personId);
    if (person === undefined || person.erasedAt !== null) return refuse('person_erased');
    if (operator.email === email) return ok(operator);
    if (email !== null && (await change.operators.findByEmail(email)) !== undefined) {
      return refuse('email_taken');
    }
    const salt = person.salt ?? newSalt(randomBytes);
    await change.people.setEmail(person.id, email, salt);
    change.record({
      action: 'operator.email_changed',
      subject: id,
      before: { email_digest: saltedDigest(sha256, salt, operator.email) },
      after: { email_digest: saltedDigest(sha256, salt, email) },
    });
    return ok({ ...operator, email });
  });
}
