import type { Role } from '@gatepass/protocol';

/** A person who runs the deployment. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly tokenId: string;
  readonly tokenDigest: Uint8Array;
  readonly macKeyVersion: number;
  readonly createdAt: number;
}

/** What a role may do. Reading is for all; approving requests comes with them. */
const MAY: Record<Role, readonly Permission[]> = {
  viewer: ['read'],
  issuer: ['read', 'issue'],
  approver: ['read'],
  admin: ['read', 'issue', 'administer'],
};

/** `issue`: partners, clients and secrets. `administer`: APIs and operators. */
export type Permission = 'read' | 'issue' | 'administer';

export function may(role: Role, permission: Permission): boolean {
  return MAY[role].includes(permission);
}
