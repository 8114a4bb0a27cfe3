import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Store } from '../../domain/store.ts';
import { forgetDraft } from '../move-request/forget-draft.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';

/** Takes a request back: by whoever made it, or by an operator on their word. */
export function withdrawRequest(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  wanted: { readonly id: string; readonly by: string },
): Promise<Result<CredentialRequest, MoveRefusal>> {
  const { now } = context;
  return deps.store.change(context, async (change) => {
    const found = await findMovable(change, wanted.id, 'withdraw');
    if (!found.ok) return found;
    const request = found.value;
    const course = { decidedBy: wanted.by, decidedAt: now, lapsesAt: null };
    const move = { event: 'withdraw', action: 'request.withdrawn', course } as const;
    const withdrawn = await moveRequest(change, request, move, now);
    return ok(request.state === 'draft' ? await forgetDraft(change, withdrawn, now) : withdrawn);
  });
}
