import { ok, type Result, type Role, refuse } from '@gatepass/protocol';
import { type ActingOperator, may, type Operator, PERMISSIONS, roleMay } from './operator.ts';

/**
 * The role that a new token is kept with: as wanted, or null, which is the whole of its operator's role. No token may
 * do what its operator may not, nor what the one may not that it is asked for with: a narrow token is no way to a
 * wide one.
 */
export function tokenRoleFor(
  acting: Pick<ActingOperator, 'role' | 'tokenRole'>,
  holder: Pick<Operator, 'role'>,
  wanted: Role | undefined,
): Result<Role | null, 'role_too_wide'> {
  const fits = (role: Role) =>
    PERMISSIONS.every((one) => !roleMay(role, one) || (roleMay(holder.role, one) && may(acting, one)));
  if (wanted !== undefined) return fits(wanted) ? ok(wanted) : refuse('role_too_wide');
  return ok(fits(holder.role) ? null : acting.tokenRole);
}
