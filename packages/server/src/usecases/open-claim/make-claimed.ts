import { ok, type Result, refuse, type Scope } from '@gatepass/protocol';
import type { Claim } from '../../domain/claim/claim.ts';
import { checkStanding } from '../../domain/client/authenticate-client.ts';
import { isOver } from '../../domain/is-over.ts';
import type { Member } from '../../domain/member/member.ts';
import { newPersonalToken } from '../../domain/person/new-personal-token.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { newSecret } from '../../domain/secret/new-secret.ts';
import { isLive, MAX_LIVE_SECRETS } from '../../domain/secret/secret.ts';
import { defaultEnd, type SecretPolicy } from '../../domain/secret/secret-policy.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Change } from '../../domain/store.ts';
import { addSecret } from '../create-secret/add-secret.ts';

export interface MakeClaimedDeps extends CredentialMaker {
  readonly secretPolicy: SecretPolicy;
  /** For how long the token of a member is good, in milliseconds (setting MEMBER_TOKEN_TTL). */
  readonly memberTokenLifetime: number;
}

/** A new credential. Its text is told in the one answer that opens the claim, and exists nowhere else. */
export type ClaimedCredential = {
  readonly id: string;
  readonly text: SecretText;
  /** Milliseconds, or null: without end. */
  readonly expiresAt: number | null;
} & (
  | {
      readonly kind: 'client_secret';
      readonly clientId: string;
      readonly parentAccountId: string;
      readonly scope: Scope;
    }
  | { readonly kind: 'member_token'; readonly memberId: string; readonly partnerId: string }
);

/** Neither uses the claim up: it can be opened once the reason is gone. */
export type MakeClaimedRefusal =
  /** Whom it is for cannot act at present: it, its account, its partner or its contact is disabled or has ended. */
  'claim_suspended' | 'claim_secrets_full';

const LABEL = 'claimed';

/** Makes and writes what a claim is for, unless whom it is for could not use it. */
export function makeClaimed(
  change: Change,
  deps: MakeClaimedDeps,
  claim: Pick<Claim, 'kind' | 'clientId' | 'memberId' | 'contactId'>,
  now: number,
): Promise<Result<ClaimedCredential, MakeClaimedRefusal>> {
  return claim.kind === 'client_secret'
    ? makeClaimedSecret(change, deps, { clientId: claim.clientId ?? '', contactId: claim.contactId }, now)
    : makeClaimedToken(change, deps, claim.memberId ?? '', now);
}

async function makeClaimedSecret(
  change: Change,
  deps: MakeClaimedDeps,
  { clientId, contactId }: { readonly clientId: string; readonly contactId: string },
  now: number,
): Promise<Result<ClaimedCredential, MakeClaimedRefusal>> {
  const record = await change.clients.findRecord(clientId, '');
  const canUseIt = record?.settings.authMethod === 'client_secret' && checkStanding(record, now).ok;
  if (record === undefined || !canUseIt) return refuse('claim_suspended');
  if (!(await isActiveMember(change, contactId, record.partnerId))) return refuse('claim_suspended');
  const others = await change.secrets.listByClient(clientId);
  if (others.filter((other) => isLive(other, now)).length >= MAX_LIVE_SECRETS) {
    return refuse('claim_secrets_full');
  }
  const expiresAt = defaultEnd(deps.secretPolicy, now);
  const { text, secret } = newSecret(deps, { clientId, label: LABEL, notBefore: null, expiresAt }, now);
  await addSecret(change, secret);
  const { parentAccountId, scope } = record;
  return ok({ kind: 'client_secret', id: secret.id, text, expiresAt, clientId, parentAccountId, scope });
}

async function makeClaimedToken(
  change: Change,
  deps: MakeClaimedDeps,
  memberId: string,
  now: number,
): Promise<Result<ClaimedCredential, MakeClaimedRefusal>> {
  const member = await change.members.find(memberId);
  if (member === undefined || !(await canAct(change, member, now))) return refuse('claim_suspended');
  const expiresAt = now + deps.memberTokenLifetime;
  const wanted = { holderId: memberId, label: LABEL, role: null, expiresAt };
  const { text, token } = newPersonalToken(deps, 'memberToken', wanted, now);
  await change.personalTokens.insert(token);
  change.record({
    action: 'member.token_created',
    subject: memberId,
    before: null,
    after: { token_id: token.id, expires_at: new Date(expiresAt).toISOString() },
  });
  const { partnerId } = member;
  return ok({ kind: 'member_token', id: token.id, text, expiresAt, memberId, partnerId });
}

/** By the address: whoever asked by the public form is a person of their own there, also where they were a member. */
async function isActiveMember(change: Change, personId: string, partnerId: string): Promise<boolean> {
  const person = await change.people.find(personId);
  if (person === undefined || person.email === null) return false;
  return (await change.members.findByEmail(partnerId, person.email))?.status === 'active';
}

async function canAct(change: Change, member: Member, now: number): Promise<boolean> {
  const partner = await change.partners.find(member.partnerId);
  return member.status === 'active' && partner?.status === 'active' && !isOver(partner.endsAt, now);
}
