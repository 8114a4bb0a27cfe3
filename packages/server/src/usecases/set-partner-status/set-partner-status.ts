import { ok, type Result, refuse, type Status } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Partner } from '../../domain/partner/partner.ts';
import type { Store } from '../../domain/store.ts';

export interface WantedStatus {
  readonly id: string;
  readonly status: Status;
  /** Kept with the partner, not in the ledger: it is free text. */
  readonly reason: string;
}

/** Disables a partner, and so all of its clients, or enables it again. Where nothing changes, nothing is written. */
export function setPartnerStatus(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  wanted: WantedStatus,
): Promise<Result<Partner, 'partner_unknown'>> {
  return deps.store.change(context, async (change) => {
    const partner = await change.partners.find(wanted.id);
    if (partner === undefined) return refuse('partner_unknown');
    if (partner.status === wanted.status) return ok(partner);
    await change.partners.setStatus(partner.id, wanted.status, wanted.reason);
    change.record({
      action: wanted.status === 'disabled' ? 'partner.disabled' : 'partner.enabled',
      subject: partner.id,
      before: { status: partner.status },
      after: { status: wanted.status },
    });
    return ok({ ...partner, status: wanted.status });
  });
}
