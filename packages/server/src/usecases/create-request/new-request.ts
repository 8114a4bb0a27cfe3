import { ok, type Result, refuse, type Scope } from '@gatepass/protocol';
import { isNewAccountId } from '../../domain/account/new-account-id.ts';
import { newClaimCode } from '../../domain/claim/new-claim-code.ts';
import { chooseScope } from '../../domain/client/choose-scope.ts';
import type { Facts, Sha256 } from '../../domain/ledger/ledger-entry.ts';
import {
  type NetworkList,
  type NetworkListRefusal,
  parseNetworkList,
} from '../../domain/network/network-list.ts';
import { newId } from '../../domain/new-id.ts';
import { parseEmailAddress } from '../../domain/person/email-address.ts';
import { newPerson } from '../../domain/person/new-person.ts';
import type { Person } from '../../domain/person/person.ts';
import { saltedDigest } from '../../domain/person/salted-digest.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';

/** What was typed, by whoever asks or by an operator for them. */
export interface WantedRequest {
  readonly platformName: string;
  readonly expectedMerchantVolume: number;
  readonly parentAccountId: string;
  readonly contact: { readonly name: string; readonly email: string };
  readonly purpose: string;
  /** All scopes of the deployment where none are named. */
  readonly scope: string | undefined;
  readonly networks: readonly string[];
}

export interface NewRequestDeps extends Pick<CredentialMaker, 'mac' | 'randomBytes'> {
  readonly scopes: Scope;
  readonly sha256: Sha256;
}

/** All of it follows from what was typed. */
export type NewRequestRefusal =
  | 'account_malformed'
  | 'email_malformed'
  | 'scope_malformed'
  | 'scope_unknown'
  | NetworkListRefusal;

export interface NewRequest {
  readonly request: CredentialRequest;
  readonly contact: Person;
  /** Told once. */
  readonly claimCode: string;
  /** For the ledger: what was typed only as digests, which say nothing once the contact's salt is gone. */
  readonly facts: Facts;
}

/** A request with its contact, who is a person of their own: nobody has shown yet that they are the one they say. */
export function newRequest(
  deps: NewRequestDeps,
  wanted: WantedRequest,
  origin: CredentialRequest['origin'],
  now: number,
): Result<NewRequest, NewRequestRefusal> {
  const email = parseEmailAddress(wanted.contact.email);
  if (!email.ok) return email;
  const contact = newPerson(deps.randomBytes, { name: wanted.contact.name, email: email.value }, now);
  return newRequestOf(deps, contact, wanted, origin, now);
}

/** A request of somebody who is known already. */
export function newRequestOf(
  deps: NewRequestDeps,
  contact: Person,
  wanted: Omit<WantedRequest, 'contact'>,
  origin: CredentialRequest['origin'],
  now: number,
): Result<NewRequest, NewRequestRefusal> {
  if (!isNewAccountId(wanted.parentAccountId)) return refuse('account_malformed');
  const scope = chooseScope(deps.scopes, wanted.scope);
  if (!scope.ok) return scope;
  const networks = parseNetworkList(wanted.networks);
  if (!networks.ok) return networks;
  const { code, codeDigest, macKeyVersion } = newClaimCode(deps);
  const request: CredentialRequest = {
    id: newId('req', deps.randomBytes),
    origin,
    state: origin === 'self_serve' ? 'draft' : 'in_review',
    platformName: wanted.platformName,
    expectedMerchantVolume: wanted.expectedMerchantVolume,
    parentAccountId: wanted.parentAccountId,
    contactId: contact.id,
    purpose: wanted.purpose,
    scope: scope.value,
    networks: networks.value,
    createdBy: contact.id,
    token: null,
    codeDigest,
    macKeyVersion,
    addressKey: null,
    partnerId: null,
    clientId: null,
    terms: null,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    confirmedAt: null,
    lapsesAt: null,
    stateChangedAt: now,
    createdAt: now,
  };
  return ok({ request, contact, claimCode: code, facts: createdFacts(deps.sha256, request, contact) });
}

function createdFacts(sha256: Sha256, request: CredentialRequest, { id, salt, email }: Person): Facts {
  const digestOf = (text: string | null) => saltedDigest(sha256, salt, text);
  const networks: NetworkList = request.networks;
  return {
    origin: request.origin,
    state: request.state,
    contact_id: id,
    contact_digest: digestOf(email),
    platform_name_digest: digestOf(request.platformName),
    purpose_digest: digestOf(request.purpose),
    expected_merchant_volume: request.expectedMerchantVolume,
    parent_account_id: request.parentAccountId,
    scope: request.scope.join(' '),
    networks,
  };
}
