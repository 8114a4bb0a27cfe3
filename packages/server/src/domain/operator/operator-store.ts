import type { Role, Status } from '@gatepass/protocol';
import type { PageRequest } from '../page-request.ts';
import type { StatusChange } from '../status-change.ts';
import type { Operator } from './operator.ts';

export interface OperatorFilter {
  readonly status?: Status;
  readonly role?: Role;
}

export interface OperatorReads {
  find(id: string): Promise<Operator | undefined>;
  findByPerson(personId: string): Promise<Operator | undefined>;
  /** The one with this address (lower case). */
  findByEmail(email: string): Promise<Operator | undefined>;
  list(page: PageRequest & OperatorFilter): Promise<readonly Operator[]>;
}

export interface OperatorWrites {
  insert(operator: Operator): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
  setRole(id: string, role: Role): Promise<void>;
}
