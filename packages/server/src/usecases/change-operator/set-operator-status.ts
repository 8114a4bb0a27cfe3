import { ok, type Result, refuse, type Status } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import type { Store } from '../../domain/store.ts';
import { isLastAdmin } from './last-admin.ts';

export interface WantedOperatorStatus {
  readonly id: string;
  readonly status: Status;
  /** Kept with the operator, not in the ledger: it is free text. */
  readonly reason: string;
}

export type SetOperatorStatusRefusal = 'operator_unknown' | 'own_operator' | 'last_admin' | 'person_erased';

/**
 * Disables an operator, from the next request of any of their tokens on, or enables them again. Nobody shuts
 * themselves out, nor everybody. Where nothing changes, nothing is written.
 */
export function setOperatorStatus(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  { id, status, reason }: WantedOperatorStatus,
): Promise<Result<Operator, SetOperatorStatusRefusal>> {
  return deps.store.change(context, async (change) => {
    const operator = await change.operators.find(id);
    if (operator === undefined) return refuse('operator_unknown');
    if (operator.status === status) return ok(operator);
    if (status === 'disabled') {
      if (context.actor === `operator:${id}`) return refuse('own_operator');
      if (await isLastAdmin(change, id)) return refuse('last_admin');
    } else if (operator.name === null) return refuse('person_erased');
    const statusChange = { at: context.now, reason };
    await change.operators.setStatus(id, status, statusChange);
    change.record({
      action: status === 'disabled' ? 'operator.disabled' : 'operator.enabled',
      subject: id,
      before: { status: operator.status },
      after: { status },
    });
    return ok({ ...operator, status, statusChange });
  });
}
