import { type Operator, type Permission, roleMay } from '../../domain/operator/operator.ts';
import type { CredentialRequest, RequestApproval } from '../../domain/request/credential-request.ts';
import type { RequestReads } from '../../domain/request/request-store.ts';
import type { Candidate, Involved } from '../../domain/request/second-person.ts';
import type { Store } from '../../domain/store.ts';

export function toCandidate({ id, personId, email }: Operator): Candidate {
  return { operatorId: id, personId, email };
}

/** Whether an operator could do today what they once did. Whoever was stopped since may not have been themself then. */
export async function stillMay(
  store: Pick<Store, 'operators'>,
  operatorId: string,
  permission: Permission,
): Promise<boolean> {
  const operator = await store.operators.find(operatorId);
  return operator !== undefined && operator.status === 'active' && roleMay(operator.role, permission);
}

/** The approvals that count: of those who could still give them. */
export async function standingApprovals(
  store: Pick<Store, 'operators'> & { readonly requests: Pick<RequestReads, 'approvals'> },
  requestId: string,
): Promise<readonly RequestApproval[]> {
  const standing: RequestApproval[] = [];
  for (const approval of await store.requests.approvals(requestId)) {
    if (await stillMay(store, approval.operatorId, 'approve')) standing.push(approval);
  }
  return standing;
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
