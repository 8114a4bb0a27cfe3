import { ROLES, type Role } from '@gatepass/protocol';
import { describe, expect, test } from 'vitest';
import { tokenRoleFor } from './narrow-role.ts';
import { may, PERMISSIONS } from './operator.ts';

const roleOf = (acting: { role: Role; tokenRole: Role }, holder: Role, wanted?: Role) => {
  const role = tokenRoleFor(acting, { role: holder }, wanted);
  return role.ok ? role.value : role.refusal;
};

describe('the role of a new token', () => {
  test.each<[Role, Role, Role | undefined, Role | null | 'role_too_wide']>([
    ['admin', 'admin', undefined, null],
    ['admin', 'admin', 'viewer', 'viewer'],
    ['admin', 'admin', 'admin', 'admin'],
    ['admin', 'viewer', undefined, 'viewer'],
    ['admin', 'issuer', 'issuer', 'issuer'],
    ['admin', 'issuer', 'approver', 'role_too_wide'],
    ['admin', 'issuer', 'admin', 'role_too_wide'],
    ['issuer', 'issuer', undefined, null],
    ['issuer', 'issuer', 'approver', 'role_too_wide'],
    ['viewer', 'viewer', 'issuer', 'role_too_wide'],
    // Made while its operator was an admin; what is left of it is what both allow.
    ['issuer', 'admin', undefined, null],
    ['issuer', 'approver', undefined, 'approver'],
  ])('of an %s, with a token for an %s, as %s: %s', (role, tokenRole, wanted, expected) => {
    expect(roleOf({ role, tokenRole }, role, wanted)).toBe(expected);
  });

  test('is nothing that the operator or the token that asks is not, whatever is wanted', () => {
    for (const role of ROLES)
      for (const tokenRole of ROLES)
        for (const wanted of [undefined, ...ROLES]) {
          const made = tokenRoleFor({ role, tokenRole }, { role }, wanted);
          if (!made.ok) continue;
          for (const permission of PERMISSIONS) {
            const granted = may({ role, tokenRole: made.value ?? role }, permission);
            expect(granted && !may({ role, tokenRole }, permission)).toBe(false);
          }
        }
  });

  test('of another operator is bounded by theirs', () => {
    const admin = { role: 'admin', tokenRole: 'admin' } as const;
    expect(roleOf(admin, 'viewer', 'admin')).toBe('role_too_wide');
    expect(roleOf(admin, 'viewer')).toBe(null);
  });
});
