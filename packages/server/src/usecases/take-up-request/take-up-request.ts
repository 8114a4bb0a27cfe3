import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Store } from '../../domain/store.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';

/** An operator says that they look into a request, so that no two do the same work. */
export function takeUpRequest(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  id: string,
): Promise<Result<CredentialRequest, MoveRefusal>> {
  return deps.store.change(context, async (change) => {
    const request = await findMovable(change, id, 'take_up');
    if (!request.ok) return request;
    const move = { event: 'take_up', action: 'request.taken_up' } as const;
    return ok(await moveRequest(change, request.value, move, context.now));
  });
}
