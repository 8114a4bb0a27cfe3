import type { Status } from '@gatepass/protocol';
import type { Account } from '../account/account.ts';
import type { ListFilter, PageRequest } from '../page-request.ts';
import type { StatusChange } from '../status-change.ts';
import type { Partner } from './partner.ts';

export interface PartnerReads {
  find(id: string): Promise<Partner | undefined>;
  list(page: PageRequest & ListFilter): Promise<readonly Partner[]>;
  /** The parent accounts that were given to a partner. */
  listAccounts(page: PageRequest & { readonly partnerId: string }): Promise<readonly Account[]>;
  /** The partners that hold a parent account: one, but where somebody has decided that it is shared. */
  holdersOf(accountId: string): Promise<readonly string[]>;
}

export interface PartnerWrites {
  insert(partner: Partner): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
  setEnd(id: string, endsAt: number | null): Promise<void>;
  addAccount(partnerId: string, accountId: string, at: number): Promise<void>;
}
