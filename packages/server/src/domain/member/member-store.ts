import type { Status } from '@gatepass/protocol';
import type { StatusChange } from '../status-change.ts';
import type { PageRequest } from '../store.ts';
import type { Member } from './member.ts';

export interface MemberReads {
  find(id: string): Promise<Member | undefined>;
  list(page: PageRequest & { readonly partnerId: string }): Promise<readonly Member[]>;
  listByPerson(personId: string): Promise<readonly Member[]>;
}

export interface MemberWrites {
  insert(member: Member): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
}
