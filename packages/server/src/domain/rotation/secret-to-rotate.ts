import { ok, type Result, refuse } from '@gatepass/protocol';
import { type Secret, secretState } from '../secret/secret.ts';

export type ChoiceRefusal =
  | { readonly cause: 'secret_unknown' | 'secret_not_active' }
  | { readonly cause: 'already_rotating'; readonly retiring: Secret }
  | { readonly cause: 'which_secret'; readonly active: readonly Secret[] };

/** Which secret a rotation replaces: the one that was named, else the only active one. One rotation at a time. */
export function secretToRotate(
  secrets: readonly Secret[],
  named: string | undefined,
  now: number,
): Result<Secret, ChoiceRefusal> {
  const retiring = secrets.find((secret) => secretState(secret, now) === 'retiring');
  if (retiring !== undefined) return refuse({ cause: 'already_rotating', retiring });
  const active = secrets.filter((secret) => secretState(secret, now) === 'active');
  if (named !== undefined) {
    const secret = secrets.find(({ id }) => id === named);
    if (secret === undefined) return refuse({ cause: 'secret_unknown' });
    return active.includes(secret) ? ok(secret) : refuse({ cause: 'secret_not_active' });
  }
  const [only, ...others] = active;
  if (only === undefined) return refuse({ cause: 'secret_not_active' });
  return others.length === 0 ? ok(only) : refuse({ cause: 'which_secret', active });
}
