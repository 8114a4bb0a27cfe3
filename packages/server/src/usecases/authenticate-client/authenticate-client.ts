import { ok, type Result, refuse, type TokenRefusalCause } from '@gatepass/protocol';
import type { ParsedAssertion } from '../../domain/assertion/assertion.ts';
import { authenticateClient as checkSecret } from '../../domain/client/authenticate-client.ts';
import type { ClientLookup } from '../../domain/client/client-lookup.ts';
import type { ClientRecord } from '../../domain/client/client-record.ts';
import type { FailureLimiter } from '../../domain/limits/failure-limiter.ts';
import { inNetworkList } from '../../domain/network/network-list.ts';
import type { EqualDigests } from '../../domain/secret/matches-digest.ts';
import type { RequestOrigin } from '../../domain/usage/usage.ts';
import { type AuthenticateByAssertionDeps, authenticateByAssertion } from './authenticate-by-assertion.ts';

/** A client id and a proof, whose bytes are in order; whether they are believed is decided here. */
export interface PresentedClient {
  readonly clientId: string;
  readonly proof:
    | {
        readonly kind: 'secret';
        readonly text: string;
        /** The id in the secret's text. */
        readonly secretId: string;
      }
    | { readonly kind: 'assertion'; readonly assertion: ParsedAssertion };
}

/** What a client has proved itself with. */
export interface Credential {
  readonly id: string;
  readonly kind: 'secret' | 'key';
  /** Milliseconds. */
  readonly expiresAt: number | null;
  /** Whether it was seen where none may be. */
  readonly exposed: boolean;
}

export interface AuthenticatedClient {
  readonly client: ClientRecord;
  readonly credential: Credential;
  /** Whether the client's list of networks, at its stage `report`, does not have the request's. */
  readonly outsideNetworks: boolean;
}

/** The same, with everything it takes. `now` in milliseconds. */
export type AuthenticateClient = (
  presented: PresentedClient,
  origin: RequestOrigin,
  now: number,
) => Promise<Result<AuthenticatedClient, ClientRefusal>>;

/** A refusal, with what an explanation needs to find the evidence. */
export interface ClientRefusal {
  readonly cause: TokenRefusalCause;
  readonly clientId?: string;
  readonly credentialId?: string;
  readonly retryAfterSeconds?: number;
}

export interface AuthenticateClientDeps extends AuthenticateByAssertionDeps {
  readonly lookup: ClientLookup;
  readonly digest: (secret: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly limiter: FailureLimiter;
}

/**
 * Whether a client is who it says it is, and may act now from where it asks: the same at every endpoint that clients
 * authenticate at (RFC 6749 §2.3). Failures count against the limit; a right secret is never refused by it.
 */
export async function authenticateClient(
  deps: AuthenticateClientDeps,
  presented: PresentedClient,
  origin: RequestOrigin,
  now: number,
): Promise<Result<AuthenticatedClient, ClientRefusal>> {
  const { clientId, proof } = presented;
  const authenticated =
    proof.kind === 'secret'
      ? await bySecret(deps, clientId, proof, origin.network, now)
      : await byAssertion(deps, proof.assertion, origin.network, now);
  return authenticated.ok
    ? authenticated
    : failed(deps, clientId, authenticated.refusal, origin.network, now);
}

type Believed = Omit<AuthenticatedClient, 'outsideNetworks'>;
type Disbelieved = Pick<ClientRefusal, 'cause' | 'credentialId'>;

/** Whoever asks from elsewhere is refused like one with a wrong secret, and counts as one: a thief learns nothing. */
function admit(believed: Believed, network: string): Result<AuthenticatedClient, Disbelieved> {
  const { list, stage } = believed.client.settings.networks;
  const outside = stage !== 'off' && !inNetworkList(list, network);
  if (outside && stage === 'enforce') {
    return refuse({ cause: 'network_not_allowed', credentialId: believed.credential.id });
  }
  return ok({ ...believed, outsideNetworks: outside });
}

/**
 * One HMAC, made first and for everybody. What this node remembers may say yes; before a no the store is read
 * once, for unknown clients as for wrong secrets, so the two cost the same and a new secret works at once. Only a
 * network that fails too often gets its no without a read.
 */
async function bySecret(
  deps: AuthenticateClientDeps,
  clientId: string,
  { text, secretId }: { readonly text: string; readonly secretId: string },
  network: string,
  now: number,
): Promise<Result<AuthenticatedClient, Disbelieved>> {
  const presented = { secretId, digest: deps.digest(text) };
  const remembered = deps.lookup.remembered(clientId);
  if (remembered !== undefined) {
    const secret = checkSecret(remembered, presented, now, deps.equalDigests);
    if (secret.ok) {
      const admitted = admit({ client: remembered, credential: credentialOf(secret.value) }, network);
      if (admitted.ok) return admitted;
    }
  }
  if (deps.limiter.networkIsBlocked(network, now)) {
    return refuse({ cause: 'too_many_failures', credentialId: secretId });
  }
  const record = await deps.lookup.read(clientId, secretId);
  const secret = checkSecret(record, presented, now, deps.equalDigests);
  if (!secret.ok) return refuse({ cause: secret.refusal, credentialId: secretId });
  if (record === undefined) return refuse({ cause: 'client_unknown' }); // unreachable: nobody is believed without a record
  deps.lookup.remember(record);
  return admit({ client: record, credential: credentialOf(secret.value) }, network);
}

function credentialOf(secret: {
  readonly id: string;
  readonly expiresAt: number | null;
  readonly exposedAt: number | null;
}): Credential {
  return { id: secret.id, kind: 'secret', expiresAt: secret.expiresAt, exposed: secret.exposedAt !== null };
}

async function byAssertion(
  deps: AuthenticateClientDeps,
  assertion: ParsedAssertion,
  network: string,
  now: number,
): Promise<Result<AuthenticatedClient, Disbelieved>> {
  const known = deps.lookup.remembered(assertion.clientId) !== undefined;
  if (!known && deps.limiter.networkIsBlocked(network, now)) return refuse({ cause: 'too_many_failures' });
  const believed = await authenticateByAssertion(deps, assertion, now);
  if (!believed.ok) return believed;
  deps.lookup.remember(believed.value.client);
  return admit(believed.value, network);
}

/** Counts a failure, alike whether or not there is such a client; beyond the limit the answer is another one. */
function failed(
  deps: Pick<AuthenticateClientDeps, 'limiter'>,
  clientId: string,
  disbelieved: Disbelieved,
  network: string,
  now: number,
): Result<never, ClientRefusal> {
  const { blocked, retryAfterSeconds } = deps.limiter.noteFailure(clientId, network, now);
  const cause = blocked ? 'too_many_failures' : disbelieved.cause;
  return refuse({
    ...disbelieved,
    cause,
    clientId,
    ...(cause === 'too_many_failures' && { retryAfterSeconds }),
  });
}
