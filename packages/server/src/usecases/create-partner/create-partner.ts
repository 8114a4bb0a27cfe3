import { ok, type RandomBytes, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Partner } from '../../domain/partner/partner.ts';
import type { Store } from '../../domain/store.ts';
import { addPartner } from './add-partner.ts';

export interface CreatePartnerDeps {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
}

export function createPartner(
  deps: CreatePartnerDeps,
  context: ChangeContext,
  wanted: Pick<Partner, 'name'>,
): Promise<Result<Partner, never>> {
  return deps.store.change(context, async (change) =>
    ok(await addPartner(change, deps, wanted, context.now)),
  );
}
