import { ok } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';
import { forgetDraft } from '../move-request/forget-draft.ts';
import { findMovable, moveRequest } from '../move-request/move-request.ts';

/** Of one round, so that a flood of drafts does not hold up whatever else is done every few seconds. */
const MOST = 200;

/** Ends drafts that nobody has confirmed and questions that nobody has answered in time; says how many. */
export async function lapseRequests(
  deps: { readonly store: Pick<Store, 'change' | 'requests'> },
  now: number,
): Promise<number> {
  const due = await deps.store.requests.listLapsing(now, MOST);
  let lapsed = 0;
  for (const { id } of due) {
    const context: ChangeContext = { actor: 'system:lapse', requestId: null, now };
    const ended = await deps.store.change(context, async (change) => {
      const found = await findMovable(change, id, 'lapse');
      if (!found.ok) return found;
      const request = found.value;
      const course = { lapsesAt: null };
      const move = { event: 'lapse', action: 'request.lapsed', course } as const;
      const moved = await moveRequest(change, request, move, now);
      if (request.state === 'draft') await forgetDraft(change, moved, now);
      return ok(undefined);
    });
    if (ended.ok) lapsed += 1;
  }
  return lapsed;
}
