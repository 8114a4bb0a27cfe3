import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Change } from '../../domain/store.ts';

export interface WantedAccount {
  readonly partnerId: string;
  readonly accountId: string;
  /** Whether somebody has decided that the account may have other holders. */
  readonly share: boolean;
}

/**
 * Gives a parent account to a partner, once. An account that another partner holds is refused unless it is to be
 * shared: whoever gets a client for it acts for the other's merchants. It needs no other beginning than this.
 */
export async function holdAccount(
  change: Pick<Change, 'accounts' | 'partners' | 'record'>,
  { partnerId, accountId, share }: WantedAccount,
  now: number,
): Promise<Result<undefined, 'account_held'>> {
  const holders = await change.partners.holdersOf(accountId);
  if (holders.includes(partnerId)) return ok(undefined);
  if (holders.length > 0 && !share) return refuse('account_held');
  if ((await change.accounts.find(accountId)) === undefined) {
    await change.accounts.insert({
      id: accountId,
      status: 'active',
      statusChange: null,
      endsAt: null,
      createdAt: now,
    });
    change.record({
      action: 'account.created',
      subject: accountId,
      before: null,
      after: { status: 'active' },
    });
  }
  await change.partners.addAccount(partnerId, accountId, now);
  change.record({
    action: 'partner.account_added',
    subject: partnerId,
    before: null,
    after: { account_id: accountId, shared_with: holders },
  });
  return ok(undefined);
}
