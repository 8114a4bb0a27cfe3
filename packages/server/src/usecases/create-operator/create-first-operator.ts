import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import { addOperator, type NewOperator, newOperator } from './add-operator.ts';
import type { CreateOperatorDeps } from './create-operator.ts';

/**
 * An admin for a deployment that has no operator. Of any number that try at once, one makes theirs.
 *
 * `keep` gets the token before anything is stored, and must have kept it when it resolves: after a crash in between
 * somebody has a token of nobody, and never is there an operator whose token nobody has.
 */
export async function createFirstOperator(
  deps: CreateOperatorDeps,
  context: ChangeContext,
  name: string,
  keep: (token: SecretText) => Promise<void>,
): Promise<Result<NewOperator, 'not_the_first' | 'email_malformed' | 'email_taken'>> {
  const made = newOperator(deps, { name, role: 'admin' }, context.now);
  if (!made.ok) return made;
  await keep(made.value.made.text);
  return deps.store.change<NewOperator, 'not_the_first' | 'email_taken'>(context, async (change) => {
    if ((await change.operators.list({ after: null, limit: 1 })).length > 0) return refuse('not_the_first');
    const added = await addOperator(change, made.value);
    return added.ok ? ok(made.value) : added;
  });
}
