import { ok, type RandomBytes, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import type { Partner } from '../../domain/partner/partner.ts';
import type { Store } from '../../domain/store.ts';

export interface CreatePartnerDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
}

export function createPartner(
  deps: CreatePartnerDeps,
  context: ChangeContext,
  wanted: { readonly name: string },
): Promise<Result<Partner, never>> {
  const partner: Partner = {
    id: newId('prt', deps.randomBytes),
    name: wanted.name,
    status: 'active',
    statusChange: null,
    createdAt: context.now,
  };
  return deps.store.change(context, async (change) => {
    await change.partners.insert(partner);
    change.record({
      action: 'partner.created',
      subject: partner.id,
      before: null,
      after: { status: partner.status },
    });
    return ok(partner);
  });
}
