import type { Status } from '@gatepass/protocol';
import type { PageRequest } from '../page-request.ts';
import type { StatusChange } from '../status-change.ts';
import type { Member } from './member.ts';

export interface MemberReads {
  find(id: string): Promise<Member | undefined>;
  list(page: PageRequest & { readonly partnerId: string }): Promise<readonly Member[]>;
  /** The partner's member with this address (lower case). */
  findByEmail(partnerId: string, email: string): Promise<Member | undefined>;
  listByPerson(personId: string): Promise<readonly Member[]>;
}

export interface MemberWrites {
  insert(member: Member): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
}
