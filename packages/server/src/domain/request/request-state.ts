import { ok, type Result, refuse } from '@gatepass/protocol';

export const REQUEST_STATES = [
  'draft',
  'confirmed',
  'in_review',
  'question',
  'approved',
  'denied',
  'withdrawn',
  'lapsed',
] as const;

/** `draft` until whoever asked has confirmed the address; the last four are ends. */
export type RequestState = (typeof REQUEST_STATES)[number];

/** `second`: one approval is there, and another is needed. */
export type RequestEvent =
  | 'confirm'
  | 'take_up'
  | 'ask'
  | 'answer'
  | 'second'
  | 'approve'
  | 'deny'
  | 'withdraw'
  | 'lapse';

/** The whole life of a request: what may happen in which state, and what it is then. */
export const TRANSITIONS: {
  readonly [Event in RequestEvent]: { readonly [State in RequestState]?: RequestState };
} = {
  confirm: { draft: 'confirmed' },
  take_up: { confirmed: 'in_review' },
  ask: { confirmed: 'question', in_review: 'question' },
  answer: { question: 'in_review' },
  second: { confirmed: 'confirmed', in_review: 'in_review' },
  approve: { confirmed: 'approved', in_review: 'approved' },
  deny: { confirmed: 'denied', in_review: 'denied', question: 'denied' },
  withdraw: { draft: 'withdrawn', confirmed: 'withdrawn', in_review: 'withdrawn', question: 'withdrawn' },
  lapse: { draft: 'lapsed', question: 'lapsed' },
};

/** Why something did not happen: the request is in another state. */
export interface StateRefusal {
  readonly notIn: RequestState;
}

export function nextState(state: RequestState, event: RequestEvent): Result<RequestState, StateRefusal> {
  const next = TRANSITIONS[event][state];
  return next === undefined ? refuse({ notIn: state }) : ok(next);
}
