import { ok, type Result, refuse } from '@gatepass/protocol';
import type { LedgerAction } from '../../domain/ledger/ledger-actions.ts';
import type { Facts } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest, RequestCourse } from '../../domain/request/credential-request.ts';
import { nextState, type RequestEvent, type StateRefusal } from '../../domain/request/request-state.ts';
import type { Change } from '../../domain/store.ts';

export type MoveRefusal = 'request_unknown' | StateRefusal;

export interface Move {
  readonly event: RequestEvent;
  readonly action: LedgerAction;
  readonly course?: Partial<Omit<RequestCourse, 'state' | 'stateChangedAt'>>;
  /** What the ledger gets beside the states. */
  readonly facts?: Facts;
}

/** A request that is in a state in which this may happen. */
export async function findMovable(
  change: Pick<Change, 'requests'>,
  id: string,
  event: RequestEvent,
): Promise<Result<CredentialRequest, MoveRefusal>> {
  const request = await change.requests.find(id);
  if (request === undefined) return refuse('request_unknown');
  const next = nextState(request.state, event);
  return next.ok ? ok(request) : next;
}

/** Moves a request on, with its ledger row. Throws where it cannot: the caller has found it movable. */
export async function moveRequest(
  change: Pick<Change, 'requests' | 'record'>,
  request: CredentialRequest,
  { event, action, course = {}, facts = {} }: Move,
  now: number,
): Promise<CredentialRequest> {
  const next = nextState(request.state, event);
  if (!next.ok) throw new Error(`a request that is ${request.state} was to be moved by ${event}`);
  const moved = { ...course, state: next.value, stateChangedAt: now };
  await change.requests.update(request.id, moved);
  change.record({
    action,
    subject: request.id,
    before: { state: request.state },
    after: { state: next.value, ...facts },
  });
  return { ...request, ...moved };
}
