import type { RandomBytes } from '@gatepass/protocol';
import { newId } from '../../domain/new-id.ts';
import type { Partner } from '../../domain/partner/partner.ts';
import type { Change } from '../../domain/store.ts';

/** Writes a new partner and its ledger row: the same wherever one is made. */
export async function addPartner(
  change: Pick<Change, 'partners' | 'record'>,
  deps: { readonly randomBytes: RandomBytes },
  { name }: Pick<Partner, 'name'>,
  now: number,
): Promise<Partner> {
  const partner: Partner = {
    id: newId('prt', deps.randomBytes),
    name,
    status: 'active',
    statusChange: null,
    endsAt: null,
    createdAt: now,
  };
  await change.partners.insert(partner);
  change.record({
    action: 'partner.created',
    subject: partner.id,
    before: null,
    after: { status: partner.status },
  });
  return partner;
}
