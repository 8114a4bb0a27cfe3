import { ok, type Result, refuse } from '@gatepass/protocol';
import { type ActingOperator, may } from '../../../domain/operator/operator.ts';

/** Whether somebody may do without the second person, and said why: admins alone may, for what is loud must be rare. */
export function breakGlassOf(
  { break_glass: wanted, reason }: { readonly break_glass?: boolean; readonly reason?: string },
  operator: ActingOperator,
): Result<{ readonly reason: string } | null, 'break_glass_reason_missing' | 'not_allowed'> {
  if (wanted !== true) return ok(null);
  if (!may(operator, 'administer')) return refuse('not_allowed');
  return reason === undefined ? refuse('break_glass_reason_missing') : ok({ reason });
}
