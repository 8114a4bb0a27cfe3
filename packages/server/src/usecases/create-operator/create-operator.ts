import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import {
  addOperator,
  type NewOperator,
  type NewOperatorDeps,
  newOperator,
  type WantedOperator,
} from './add-operator.ts';

export interface CreateOperatorDeps extends NewOperatorDeps {
  readonly store: Pick<Store, 'change'>;
}

/** An operator with a token that is told once. One address is one operator, also where that one is disabled. */
export async function createOperator(
  deps: CreateOperatorDeps,
  context: ChangeContext,
  wanted: WantedOperator,
): Promise<Result<NewOperator, 'email_malformed' | 'email_taken'>> {
  const made = newOperator(deps, wanted, context.now);
  if (!made.ok) return made;
  return deps.store.change(context, async (change) => {
    const added = await addOperator(change, made.value);
    return added.ok ? ok(made.value) : added;
  });
}
