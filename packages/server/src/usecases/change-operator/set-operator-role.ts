import { ok, type Result, type Role, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import type { Store } from '../../domain/store.ts';
import { isLastAdmin } from './last-admin.ts';

export type SetOperatorRoleRefusal = 'operator_unknown' | 'own_operator' | 'last_admin';

/** Gives an operator another role, which no token of theirs exceeds. Nobody gives themselves one. */
export function setOperatorRole(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { id, role }: { readonly id: string; readonly role: Role },
): Promise<Result<Operator, SetOperatorRoleRefusal>> {
  return deps.store.change(context, async (change) => {
    const operator = await change.operators.find(id);
    if (operator === undefined) return refuse('operator_unknown');
    if (context.actor === `operator:${id}`) return refuse('own_operator');
    if (operator.role === role) return ok(operator);
    if (await isLastAdmin(change, id)) return refuse('last_admin');
    await change.operators.setRole(id, role);
    change.record({
      action: 'operator.role_changed',
      subject: id,
      before: { role: operator.role },
      after: { role },
    });
    return ok({ ...operator, role });
  });
}
