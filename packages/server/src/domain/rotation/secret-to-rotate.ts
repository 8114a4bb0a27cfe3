import { ok, type Result, refuse } from '@gatepass/protocol';
import { type Secret, secretState } from '../secret/secret.ts';
import { rotationFrom } from './rotation.ts';

export type ChoiceRefusal =
  | { readonly cause: 'secret_unknown' | 'secret_not_active' }
  | { readonly cause: 'already_rotating'; readonly retiring: Secret }
  | { readonly cause: 'which_secret'; readonly active: readonly Secret[] };

/**
 * Which secret a rotation replaces: the one that was named, else the only active one. One rotation at a time. One that
 * retires in favour of nothing, since its successor was revoked, is as good as active.
 */
export function secretToRotate(
  secrets: readonly Secret[],
  named: string | undefined,
  now: number,
): Result<Secret, ChoiceRefusal> {
  const isReplaced = (secret: Secret) => rotationFrom(secret, secrets) !== undefined;
  const allRetiring = secrets.filter((secret) => secretState(secret, now) === 'retiring');
  const retiring = allRetiring.find(isReplaced);
  if (retiring !== undefined) return refuse({ cause: 'already_rotating', retiring });
  const active = secrets.filter(
    (secret) => secretState(secret, now) === 'active' || allRetiring.includes(secret),
  );
  if (named !== undefined) {
    const secret = secrets.find(({ id }) => id === named);
    if (secret === undefined) return refuse({ cause: 'secret_unknown' });
    return active.includes(secret) ? ok(secret) : refuse({ cause: 'secret_not_active' });
  }
  const [only, ...others] = active;
  if (only === undefined) return refuse({ cause: 'secret_not_active' });
  return others.length === 0 ? ok(only) : refuse({ cause: 'which_secret', active });
}
