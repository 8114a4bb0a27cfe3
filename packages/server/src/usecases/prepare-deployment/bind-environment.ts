import { type Environment, ok, type Result, refuse } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { Store } from '../../domain/store.ts';

/** One database serves one environment, from its first start on: sandbox credentials never meet live ones. */
export async function bindEnvironment(
  deps: { readonly store: Pick<Store, 'change' | 'deployment'>; readonly now: Clock },
  environment: Environment,
): Promise<Result<undefined, 'other_environment'>> {
  const bound = await deps.store.deployment.environment();
  if (bound === environment) return ok(undefined);
  if (bound !== undefined) return refuse('other_environment');
  const context = { actor: 'system:start', requestId: null, now: deps.now() } as const;
  return deps.store.change(context, async (change) => {
    await change.deployment.setEnvironment(environment);
    change.record({
      action: 'deployment.created',
      subject: 'deployment',
      before: null,
      after: { environment },
    });
    return ok(undefined);
  });
}
