import type { Role, Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';

/** A person who runs the deployment. */
export interface Operator {
  readonly id: string;
  readonly personId: string;
  /** Null once the person was erased. */
  readonly name: string | null;
  readonly email: string | null;
  readonly role: Role;
  readonly status: Status;
  /** The last one; null where it is as it was made. */
  readonly statusChange: StatusChange | null;
  readonly createdAt: number;
}

/** `issue`: partners, clients, secrets, requests. `approve`: decide on requests. `administer`: APIs, operators, rules. */
export const PERMISSIONS = ['read', 'issue', 'approve', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a role may do. */
const MAY: Record<Role, readonly Permission[]> = {
  viewer: ['read'],
  issuer: ['read', 'issue'],
  approver: ['read', 'approve'],
  admin: ['read', 'issue', 'approve', 'administer'],
};

/** Who asks, and what their token leaves them of their role. */
export interface ActingOperator extends Operator {
  readonly tokenId: string;
  /** Of the token, where it is narrower than the operator's own. */
  readonly tokenRole: Role;
}

/** Both the person and the token must be allowed it. */
export function may({ role, tokenRole }: Pick<ActingOperator, 'role' | 'tokenRole'>, permission: Permission) {
  return roleMay(role, permission) && roleMay(tokenRole, permission);
}

export function roleMay(role: Role, permission: Permission): boolean {
  return MAY[role].includes(permission);
}
