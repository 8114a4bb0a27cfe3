import type { Operator } from '../../domain/operator/operator.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { RequestReads } from '../../domain/request/request-store.ts';
import type { Candidate, Involved } from '../../domain/request/second-person.ts';
import type { Store } from '../../domain/store.ts';

export function toCandidate({ id, personId, email }: Operator): Candidate {
  return { operatorId: id, personId, email };
}

/** Everybody who must not be the second person: its maker, its contact, and whoever approved it before. */
export async function involvedIn(
  store: Pick<Store, 'operators' | 'people'> & { readonly requests: Pick<RequestReads, 'approvals'> },
  request: CredentialRequest,
): Promise<readonly Involved[]> {
  const contact = await store.people.find(request.contactId);
  const approvals = await store.requests.approvals(request.id);
  const makers = request.origin === 'white_glove' ? [request.createdBy] : [];
  return [
    ...(await operatorsBy(store, makers, 'made_it')),
    ...(await operatorsBy(
      store,
      approvals.map(({ operatorId }) => operatorId),
      'approved_it',
    )),
    { role: 'asked_for_it', operatorId: null, personId: request.contactId, email: contact?.email ?? null },
  ];
}

export async function operatorsBy(
  store: Pick<Store, 'operators'>,
  ids: readonly string[],
  role: Involved['role'],
): Promise<readonly Involved[]> {
  const involved: Involved[] = [];
  for (const operatorId of ids) {
    const operator = await store.operators.find(operatorId);
    involved.push({
      role,
      operatorId,
      personId: operator?.personId ?? null,
      email: operator?.email ?? null,
    });
  }
  return involved;
}
