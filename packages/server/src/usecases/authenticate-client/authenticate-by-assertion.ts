import { ok, type Result, refuse, type TokenRefusalCause } from '@gatepass/protocol';
import type { ParsedAssertion } from '../../domain/assertion/assertion.ts';
import {
  findSigner,
  fitsAssertion,
  MAX_VERIFICATIONS,
  type SignerSearch,
} from '../../domain/assertion/find-signer.ts';
import type { VerifyAssertion } from '../../domain/assertion/verify-assertion.ts';
import { checkStanding, type StandingRefusal } from '../../domain/client/authenticate-client.ts';
import type { ClientRecord } from '../../domain/client/client-record.ts';
import type { ClientKey } from '../../domain/client-key/client-key.ts';
import { type CredentialKey, clientKeyState, publishedKey } from '../../domain/client-key/credential-key.ts';
import type { KeySets } from '../../domain/client-key/key-sets.ts';
import type { Sha256 } from '../../domain/ledger/ledger-entry.ts';
import type { ClientKeyReads, ClientReads } from '../../domain/store.ts';
import type { UseAssertion } from './use-in-groups.ts';

export interface AuthenticateByAssertionDeps {
  readonly clients: Pick<ClientReads, 'findRecord'>;
  readonly clientKeys: Pick<ClientKeyReads, 'listByClient'>;
  readonly keySets: KeySets;
  readonly verifyAssertion: VerifyAssertion;
  readonly useAssertion: UseAssertion;
  readonly sha256: Sha256;
}

/** Why an assertion was not believed. All of these look alike from outside. */
export type AssertionRefusal = Extract<
  TokenRefusalCause,
  | 'client_unknown'
  | 'method_not_registered'
  | 'key_set_unavailable'
  | 'key_unknown'
  | 'key_expired'
  | 'key_revoked'
  | 'assertion_signature_wrong'
  | 'assertion_replayed'
  | StandingRefusal
>;

export interface BelievedByAssertion {
  readonly client: ClientRecord;
  readonly credential: {
    readonly id: string;
    readonly kind: 'key';
    /** Milliseconds. */
    readonly expiresAt: number | null;
    readonly exposed: false;
  };
}

export interface AssertionDisbelief {
  readonly cause: AssertionRefusal;
  readonly credentialId?: string;
}

/**
 * Whether the client made this assertion (RFC 7523 §3), may act now, and has not used it before. Client and keys are
 * read for everybody, and a refusal costs the same verifications whatever it is for. Only what is right in all else
 * uses up its `jti`: the one write that a token can cost, since a proof that is good twice is a password.
 *
 * Throws `StoreUnavailable`: where use cannot be noted, nobody is believed.
 */
export async function authenticateByAssertion(
  deps: AuthenticateByAssertionDeps,
  assertion: ParsedAssertion,
  now: number,
): Promise<Result<BelievedByAssertion, AssertionDisbelief>> {
  const record = await deps.clients.findRecord(assertion.clientId, '');
  const registered = await deps.clientKeys.listByClient(assertion.clientId);
  const keys = await usableKeys(deps, record, registered, assertion);

  const search = findSigner(assertion, keys.ok ? keys.value : [], deps.verifyAssertion, now);
  const believed = keys.ok ? judge(record, search, now) : refuse({ cause: keys.refusal });
  if (!believed.ok) {
    for (let done = search.verifications; done < MAX_VERIFICATIONS; done++) {
      deps.verifyAssertion(assertion, undefined);
    }
    return believed;
  }
  const isFirst = await deps.useAssertion({
    clientId: assertion.clientId,
    jtiDigest: deps.sha256(assertion.jti),
    expiresAt: assertion.expiresAt + CLOCK_DIFFERENCE_MILLISECONDS,
  });
  if (!isFirst) return refuse({ cause: 'assertion_replayed', credentialId: believed.value.credential.id });
  return believed;
}

/** A use is remembered for so much longer than the assertion lives, since another node's clock may be behind. */
const CLOCK_DIFFERENCE_MILLISECONDS = 60_000;

/** The keys that count for this client: those it registered, or those it publishes. */
async function usableKeys(
  deps: Pick<AuthenticateByAssertionDeps, 'keySets' | 'sha256'>,
  record: ClientRecord | undefined,
  registered: readonly ClientKey[],
  assertion: ParsedAssertion,
): Promise<
  Result<readonly CredentialKey[], 'client_unknown' | 'method_not_registered' | 'key_set_unavailable'>
> {
  if (record === undefined) return refuse('client_unknown');
  const { authMethod, jwksUri } = record.settings;
  if (authMethod !== 'private_key_jwt') return refuse('method_not_registered');
  if (jwksUri === null) return ok(registered);
  const published = await deps.keySets.keysAt(jwksUri, (key) => fitsAssertion(key, assertion));
  if (!published.ok) return published;
  return ok(published.value.map((key) => publishedKey(record.clientId, key, deps.sha256)));
}

/** The signature decides first, so that nothing is concluded before its maker is known to hold the key. */
function judge(
  record: ClientRecord | undefined,
  { signer, candidate }: SignerSearch,
  now: number,
): Result<BelievedByAssertion, AssertionDisbelief> {
  if (record === undefined) return refuse({ cause: 'client_unknown' }); // unreachable: nobody has keys without a record
  if (candidate === undefined) return refuse({ cause: 'key_unknown' });
  if (signer === undefined) return refuse({ cause: 'assertion_signature_wrong', credentialId: candidate.id });
  const { id, expiresAt } = signer;
  const state = clientKeyState(signer, now);
  if (state === 'revoked') return refuse({ cause: 'key_revoked', credentialId: id });
  if (state === 'expired') return refuse({ cause: 'key_expired', credentialId: id });
  const standing = checkStanding(record, now);
  if (!standing.ok) return refuse({ cause: standing.refusal, credentialId: id });
  return ok({ client: record, credential: { id, kind: 'key', expiresAt, exposed: false } });
}
