import { nextState } from '../../domain/request/request-state.ts';
import type { Change } from '../../domain/store.ts';
import { moveRequest } from '../move-request/move-request.ts';

/** Takes back whatever still waits of what a person has asked for. What they wrote is left to whoever calls. */
export async function withdrawRequestsOf(
  change: Pick<Change, 'requests' | 'links' | 'record'>,
  contactId: string,
  by: string,
  now: number,
): Promise<void> {
  const course = { decidedBy: by, decidedAt: now, lapsesAt: null };
  const move = { event: 'withdraw', action: 'request.withdrawn', course } as const;
  for (const request of await change.requests.listByContact(contactId)) {
    if (!nextState(request.state, 'withdraw').ok) continue;
    await change.links.endOf(request.id, now);
    await moveRequest(change, request, move, now);
  }
}
