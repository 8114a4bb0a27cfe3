import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { ActingMember } from '../../domain/member/member.ts';
import type { Store } from '../../domain/store.ts';
import type { CreatedRequest } from './create-request.ts';
import {
  type NewRequestDeps,
  type NewRequestRefusal,
  newRequestOf,
  type WantedRequest,
} from './new-request.ts';

export interface CreateOwnRequestDeps extends NewRequestDeps {
  readonly store: Pick<Store, 'change'>;
}

/** Of one partner, that nobody has decided on: each is a mail to every approver, and a line in their queue. */
const MAX_WAITING = 20;
const WAITING = ['confirmed', 'in_review', 'question'] as const;

export type CreateOwnRequestRefusal = NewRequestRefusal | 'member_unknown' | 'too_many_waiting';

/**
 * A member asks for credentials for their own partner, with themself as the contact. Who they are is known, so the
 * request is confirmed at once.
 */
export function createOwnRequest(
  deps: CreateOwnRequestDeps,
  context: ChangeContext,
  member: ActingMember,
  wanted: Omit<WantedRequest, 'contact'>,
): Promise<Result<CreatedRequest, CreateOwnRequestRefusal>> {
  const { now } = context;
  const { partnerId } = member;
  return deps.store.change<CreatedRequest, CreateOwnRequestRefusal>(context, async (change) => {
    const contact = await change.people.find(member.personId);
    if (contact === undefined) return refuse('member_unknown');
    const made = newRequestOf(deps, contact, wanted, 'self_serve', now);
    if (!made.ok) return made;
    const waiting = await change.requests.list({
      states: WAITING,
      partnerId,
      after: null,
      limit: MAX_WAITING,
    });
    if (waiting.length >= MAX_WAITING) return refuse('too_many_waiting');
    const { facts, claimCode } = made.value;
    const confirmed = { state: 'confirmed', confirmedAt: now, partnerId } as const;
    const request = { ...made.value.request, ...confirmed };
    await change.requests.insert(request);
    change.record({
      action: 'request.created',
      subject: request.id,
      before: null,
      after: { ...facts, state: request.state, partner_id: request.partnerId },
    });
    return ok({ request, claimCode });
  });
}
