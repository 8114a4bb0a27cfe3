import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Store } from '../../domain/store.ts';
import {
  type NewRequestDeps,
  type NewRequestRefusal,
  newRequest,
  type WantedRequest,
} from './new-request.ts';

export interface CreateRequestDeps extends NewRequestDeps {
  readonly store: Pick<Store, 'change'>;
}

export interface CreatedRequest {
  readonly request: CredentialRequest;
  /** Told once: the operator passes it on, and not by mail. */
  readonly claimCode: string;
}

/** White-glove: an operator types in what somebody has written. It needs no confirmation, and is in review at once. */
export async function createRequest(
  deps: CreateRequestDeps,
  context: ChangeContext & { readonly operatorId: string },
  wanted: WantedRequest & { readonly partnerId: string | null },
): Promise<Result<CreatedRequest, NewRequestRefusal | 'partner_unknown'>> {
  const { operatorId, ...changeContext } = context;
  const made = newRequest(deps, wanted, 'white_glove', context.now);
  if (!made.ok) return made;
  const { contact, claimCode, facts } = made.value;
  const request = { ...made.value.request, createdBy: operatorId, partnerId: wanted.partnerId };
  return deps.store.change<CreatedRequest, 'partner_unknown'>(changeContext, async (change) => {
    if (wanted.partnerId !== null && (await change.partners.find(wanted.partnerId)) === undefined)
      return refuse('partner_unknown');
    await change.people.insert(contact);
    await change.requests.insert(request);
    change.record({
      action: 'request.created',
      subject: request.id,
      before: null,
      after: { ...facts, partner_id: request.partnerId },
    });
    return ok({ request, claimCode });
  });
}
