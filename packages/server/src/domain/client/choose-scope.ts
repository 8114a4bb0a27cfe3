import { narrowScope, ok, parseScope, type Result, refuse, type Scope } from '@gatepass/protocol';

/** The scopes that are meant, of those that the deployment has: all of them where none are named. */
export function chooseScope(
  all: Scope,
  wanted: string | undefined,
): Result<Scope, 'scope_malformed' | 'scope_unknown'> {
  if (wanted === undefined) return ok(all);
  const scope = parseScope(wanted);
  if (!scope.ok) return refuse('scope_malformed');
  const known = narrowScope(all, scope.value);
  return known.ok ? known : refuse('scope_unknown');
}
