import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Store } from '../../domain/store.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';

/** Ends a request without credentials. The reason is told to whoever asked; the ledger does not get it. */
export function denyRequest(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  wanted: { readonly id: string; readonly operatorId: string; readonly reason: string },
): Promise<Result<CredentialRequest, MoveRefusal>> {
  return deps.store.change(context, async (change) => {
    const request = await findMovable(change, wanted.id, 'deny');
    if (!request.ok) return request;
    const course = {
      decidedBy: wanted.operatorId,
      decidedAt: context.now,
      decisionReason: wanted.reason,
      lapsesAt: null,
    };
    const move = { event: 'deny', action: 'request.denied', course } as const;
    return ok(await moveRequest(change, request.value, move, context.now));
  });
}
