import type { Result } from '@gatepass/protocol';
import type { Claim } from '../domain/claim/claim.ts';
import { newClaimCode } from '../domain/claim/new-claim-code.ts';
import type { ChangeContext } from '../domain/ledger/ledger-entry.ts';
import { newPerson } from '../domain/person/new-person.ts';
import { equalDigests } from '../signing/secret-mac.ts';
import { addMember } from '../usecases/create-member/add-member.ts';
import { addClaim } from '../usecases/open-claim/add-claim.ts';
import { type OpenClaimDeps, openClaim, type PresentedClaim } from '../usecases/open-claim/open-claim.ts';
import { type LedgerLine, ledgerOf } from './ledger-of.ts';
import { makeClient } from './make-client.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from './open-test-store.ts';

/** A claim with what its contact was told. */
export interface ToldClaim {
  readonly claim: Claim;
  readonly token: string;
  readonly code: string;
}

/** A client and a member of one partner, claims for them on a real store, and a clock that is moved by hand. */
export interface ClaimBench extends TestStore {
  readonly clientId: string;
  readonly memberId: string;
  readonly partnerId: string;
  /** The person who is the member and the contact of all claims. */
  readonly contactId: string;
  readonly deps: OpenClaimDeps;
  now(): number;
  advance(milliseconds: number): void;
  /** An operator, now. */
  context(): ChangeContext;
  claim(kind?: Claim['kind']): Promise<ToldClaim>;
  /** The token in the link of a claim, as its mail would tell it. */
  tokenOf(claimId: string): Promise<string>;
  open(told: Pick<ToldClaim, 'token' | 'code'>): ReturnType<typeof openClaim>;
  /** What comes of opening it, in one word. */
  causeOf(told: Pick<ToldClaim, 'token' | 'code'>): Promise<string>;
  kept(claimId: string): Promise<Claim>;
  /** What was recorded since this was last asked. */
  recorded(): Promise<readonly LedgerLine[]>;
}

export const WRONG_CODE = '0000-0000-0000';

export async function claimBench(): Promise<ClaimBench> {
  const opened = await openTestStore();
  const { store, maker } = opened;
  const { clientId, partnerId } = await makeClient(opened);
  const person = newPerson(
    maker.randomBytes,
    { name: 'Ada', email: 'ada@partner.example' },
    TEST_CONTEXT.now,
  );
  const member = made(
    await store.change(TEST_CONTEXT, async (change) => {
      await change.people.insert(person);
      return { ok: true, value: await addMember(change, maker, { partnerId, person }, TEST_CONTEXT.now) };
    }),
  );
  let now = TEST_CONTEXT.now;
  let heard = (await store.ledger.head()).sequence;
  const deps: OpenClaimDeps = { ...maker, store, equalDigests };
  const context = (): ChangeContext => ({ actor: 'operator:opr_1', requestId: null, now });
  const tokenOf = async (claimId: string) => {
    const link = await store.links.latestOf(claimId, 'claim');
    if (link?.sealed == null) throw new Error('there is no token to tell');
    return maker.unseal(link.sealed, `link:${link.id}`);
  };
  const open: ClaimBench['open'] = ({ token, code }) => openClaim(deps, presentedOf(token, code), now);
  return {
    ...opened,
    clientId,
    partnerId,
    memberId: member.id,
    contactId: person.id,
    deps,
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    context,
    async claim(kind = 'client_secret') {
      const { code, ...kept } = newClaimCode(maker);
      const whose =
        kind === 'client_secret' ? { clientId, memberId: null } : { clientId: null, memberId: member.id };
      const wanted = { ...kept, ...whose, kind, requestId: null, contactId: person.id, createdBy: 'tests' };
      const claim = made(
        await store.change(context(), async (change) => ({
          ok: true,
          value: await addClaim(change, maker, wanted, now),
        })),
      );
      return { claim, code, token: await tokenOf(claim.id) };
    },
    tokenOf,
    open,
    async causeOf(told) {
      const done = await open(told);
      return done.ok ? 'opened' : done.refusal.cause;
    },
    async kept(claimId) {
      const claim = await store.claims.find(claimId);
      if (claim === undefined) throw new Error('no such claim');
      return claim;
    },
    async recorded() {
      const lines = await ledgerOf(store, heard);
      heard += lines.length;
      return lines;
    },
  };
}

function presentedOf(token: string, code: string): PresentedClaim {
  const linkId = token.slice('rsclm_'.length, 'rsclm_'.length + 8);
  return { token, linkId, code, address: '203.0.113.7', requestId: 'request' };
}

function made<Value>(result: Result<Value, never>): Value {
  if (!result.ok) throw new Error(result.refusal);
  return result.value;
}
