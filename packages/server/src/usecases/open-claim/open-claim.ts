import { ok, type Result, refuse } from '@gatepass/protocol';
import { type Claim, claimState, MAX_TRIES } from '../../domain/claim/claim.ts';
import { claimCodeText } from '../../domain/claim/claim-code.ts';
import type { MailedLink } from '../../domain/link/mailed-link.ts';
import { coarseNetwork, networkOf } from '../../domain/network/network-of.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { Change, Store } from '../../domain/store.ts';
import {
  type ClaimedCredential,
  type MakeClaimedDeps,
  type MakeClaimedRefusal,
  makeClaimed,
} from './make-claimed.ts';

export interface OpenClaimDeps extends MakeClaimedDeps {
  readonly store: Pick<Store, 'links' | 'claims' | 'change'>;
  readonly equalDigests: EqualDigests;
}

/** What somebody presents who wants to open a claim. */
export interface PresentedClaim {
  /** The link's token, and the id in it. */
  readonly token: string;
  readonly linkId: string;
  /** As `readClaimCode` gives it. */
  readonly code: string;
  /** Where they call from. */
  readonly address: string;
  readonly requestId: string;
}

export interface OpenedClaim {
  readonly claimId: string;
  readonly credential: ClaimedCredential;
}

export type OpenClaimRefusal =
  /** Whoever hears it learns nothing. Everything below is told to those alone who have the link. */
  | { readonly cause: 'link_unknown' }
  | { readonly cause: 'claim_expired' | 'claim_locked' | 'claim_cancelled' | 'claim_reissued' }
  | { readonly cause: 'claim_used'; readonly claimedAt: number }
  | { readonly cause: 'claim_code_wrong'; readonly triesLeft: number }
  | { readonly cause: MakeClaimedRefusal };

type Opening = Result<OpenedClaim, OpenClaimRefusal>;

/** Milliseconds in which a claim that was opened raises one alarm at the most, however often it is tried again. */
const ALARM_EVERY = 3_600_000;

/**
 * Makes the credential of a claim and tells it, once, to whoever has the link and the code. An unknown link and a
 * wrong one cost the same: one read and one digest.
 */
export async function openClaim(
  deps: OpenClaimDeps,
  presented: PresentedClaim,
  now: number,
): Promise<Opening> {
  const digest = deps.mac.digest(presented.token);
  const link = await deps.store.links.find(presented.linkId);
  const matches = matchesDigest(digest, link?.digest, deps.equalDigests);
  if (link === undefined || !matches) return refuse({ cause: 'link_unknown' });
  const claim = await deps.store.claims.find(link.subjectId);
  if (claim === undefined) throw new Error('a link leads to no claim');
  const person = claim.contactId as `per_${string}`;
  const context = { actor: `person:${person}`, requestId: presented.requestId, now } as const;
  const done = await deps.store.change<Opening, OpenClaimRefusal>(context, (change) =>
    open(change, deps, { link, presented, now }),
  );
  return done.ok ? done.value : done;
}

/** A refusal that leaves something written is a value here: a refused change would be undone. */
async function open(
  change: Change,
  deps: OpenClaimDeps,
  { link, presented, now }: { link: MailedLink; presented: PresentedClaim; now: number },
): Promise<Result<Opening, OpenClaimRefusal>> {
  // Read anew: of two who open it at once, the second finds what the first has left.
  const claim = await change.claims.find(link.subjectId);
  if (claim === undefined) return refuse({ cause: 'link_unknown' });
  const attempt = {
    codeIsRight: matchesDigest(
      deps.mac.digest(claimCodeText(presented.code)),
      claim.codeDigest,
      deps.equalDigests,
    ),
    from: placeOf(presented.address),
    now,
  };
  const state = claimState(claim, now);
  if (state === 'claimed') return openedAgain(change, claim, attempt);
  if (state !== 'open') return refuse({ cause: `claim_${state}` });
  if (!attempt.codeIsRight) return ok(refuse(await countTry(change, claim, attempt)));

  const made = await makeClaimed(change, deps, claim, now);
  if (!made.ok) return refuse({ cause: made.refusal });
  const credentialId = made.value.id;
  await change.claims.update(claim.id, { claimedAt: now, claimedFrom: presented.address, credentialId });
  await change.links.setUsed(link.id, now);
  change.record({
    action: 'claim.opened',
    subject: claim.id,
    before: { claimed: false },
    after: { claimed: true, kind: claim.kind, credential_id: credentialId, from: attempt.from },
  });
  return ok(ok({ claimId: claim.id, credential: made.value }));
}

interface Attempt {
  readonly codeIsRight: boolean;
  readonly from: string;
  readonly now: number;
}

async function countTry(change: Change, claim: Claim, { from, now }: Attempt): Promise<OpenClaimRefusal> {
  const tries = claim.tries + 1;
  const isLast = tries >= MAX_TRIES;
  await change.claims.update(claim.id, {
    tries,
    ...(isLast && { endedAt: now, endReason: 'locked' }),
  });
  if (isLast) await change.links.endOf(claim.id, now);
  change.record({
    action: isLast ? 'claim.locked' : 'claim.tried',
    subject: claim.id,
    before: { tries: claim.tries },
    after: { tries, from },
  });
  return isLast ? { cause: 'claim_locked' } : { cause: 'claim_code_wrong', triesLeft: MAX_TRIES - tries };
}

/** The owner tries again what they have had, or somebody else has had it: an operator must know, once an hour. */
async function openedAgain(
  change: Change,
  claim: Claim,
  { codeIsRight, from, now }: Attempt,
): Promise<Result<Opening, OpenClaimRefusal>> {
  const used = refuse({ cause: 'claim_used', claimedAt: claim.claimedAt ?? now } as const);
  if (claim.alarmedAt !== null && now - claim.alarmedAt < ALARM_EVERY) return used;
  await change.claims.update(claim.id, { alarmedAt: now });
  change.record({
    action: 'claim.opened_again',
    subject: claim.id,
    before: null,
    after: { code_right: codeIsRight, from },
  });
  return ok(used);
}

/** What the ledger keeps of an address. The whole one stands with the claim, from where it can be erased. */
function placeOf(address: string): string {
  return coarseNetwork(networkOf(address));
}
