import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Claim } from '../../domain/claim/claim.ts';
import { newClaimCode } from '../../domain/claim/new-claim-code.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Member } from '../../domain/member/member.ts';
import type { Change, Store } from '../../domain/store.ts';
import { type AddClaimDeps, addClaim } from '../open-claim/add-claim.ts';

export interface CreateClaimDeps extends AddClaimDeps {
  readonly store: Pick<Store, 'change'>;
}

export type CreateClaimRefusal =
  | 'client_unknown'
  | 'member_unknown'
  /** It has registered keys to prove itself with, and no use for a secret. */
  | 'client_has_keys'
  /** The member is disabled, or has no mail address. */
  | 'member_unreachable';

/** A member, and the client whose secret they are to get; without one, it is a token of their own. */
export interface WantedNewClaim {
  readonly memberId: string;
  readonly clientId: string | null;
}

export interface CreatedClaim {
  readonly claim: Claim;
  /** Told once. */
  readonly code: string;
}

/** A claim without a request: for whoever is a member already. The link is mailed to them, the code is told here. */
export function createClaim(
  deps: CreateClaimDeps,
  context: ChangeContext,
  wanted: WantedNewClaim,
): Promise<Result<CreatedClaim, CreateClaimRefusal>> {
  return deps.store.change<CreatedClaim, CreateClaimRefusal>(context, async (change) => {
    const found = await findMember(change, wanted);
    if (!found.ok) return found;
    const { code, ...kept } = newClaimCode(deps);
    const forClient = wanted.clientId !== null;
    const claim = await addClaim(
      change,
      deps,
      {
        ...kept,
        kind: forClient ? 'client_secret' : 'member_token',
        requestId: null,
        clientId: wanted.clientId,
        memberId: forClient ? null : wanted.memberId,
        contactId: found.value.personId,
        createdBy: context.actor,
      },
      context.now,
    );
    return ok({ claim, code });
  });
}

async function findMember(
  change: Change,
  { memberId, clientId }: WantedNewClaim,
): Promise<Result<Member, CreateClaimRefusal>> {
  const client = clientId === null ? undefined : await change.clients.find(clientId);
  if (clientId !== null && client === undefined) return refuse('client_unknown');
  const member = await change.members.find(memberId);
  // A member of another partner is none here: a secret goes to those alone whose client it is for.
  const isTheirs = client === undefined || client.partnerId === member?.partnerId;
  if (member === undefined || !isTheirs) return refuse('member_unknown');
  if (client !== undefined && client.settings.authMethod !== 'client_secret')
    return refuse('client_has_keys');
  return member.status === 'active' && member.email !== null ? ok(member) : refuse('member_unreachable');
}
