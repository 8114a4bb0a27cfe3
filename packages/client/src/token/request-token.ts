import { CREDENTIAL_EXPIRES_HEADER, ok, type Result, refuse } from '@gatepass/protocol';
import { IssuedToken } from '../access-token.ts';
import type { ClientProof, ProveClient } from '../authentication/client-proof.ts';
import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import { TokenRequestRefusedError } from '../errors/token-request-refused-error.ts';
import { TokenServerBusyError } from '../errors/token-server-busy-error.ts';
import type { HoldOff } from './hold-off.ts';
import { readTokenAnswer } from './read-token-answer.ts';
import { retryDelay } from './retry-delay.ts';
import { sendTokenRequest, type TokenEndpoint } from './send-token-request.ts';
import type { TokenTimes } from './token-freshness.ts';

export interface HeldToken extends TokenTimes {
  readonly issued: IssuedToken;
}

export interface RequestTokenDeps {
  readonly endpoint: TokenEndpoint;
  readonly prove: ProveClient;
  readonly holdOff: HoldOff;
  /** Is given `Gatepass-Credential-Expires` of each token answer. */
  readonly noticeExpiry: (header: string | null) => void;
  /** How often one request is sent at most. */
  readonly attempts: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

type Outcome = Result<HeldToken, GatepassClientError>;

/**
 * Gets a token. A refused client has its secret read once more, and where that differs the request is made with
 * it: the secret was replaced between reading and sending.
 */
export async function requestToken(deps: RequestTokenDeps): Promise<Outcome> {
  const proof = await deps.prove();
  if (!proof.ok) return proof;
  const { outcome, credential } = await requestWithRetries(deps, proof.value);
  if (outcome.ok || !mayBeOfCredential(outcome.refusal)) return outcome;

  const again = await deps.prove();
  if (!again.ok || again.value.credential === credential) return outcome;
  return (await requestWithRetries(deps, again.value)).outcome;
}

/** Whether another secret may be answered otherwise. Too many wrong ones are answered with 429, a right one is not. */
function mayBeOfCredential(failure: GatepassClientError): boolean {
  if (failure instanceof TokenRequestRefusedError) return failure.error === 'invalid_client';
  return failure instanceof TokenServerBusyError && failure.status === 429;
}

/**
 * A token request changes nothing at the server, so it may be sent again whenever no answer came. Each time it
 * proves its client anew, since a secret may be replaced meanwhile and an assertion is good for one request.
 */
async function requestWithRetries(
  deps: RequestTokenDeps,
  first: ClientProof,
): Promise<{ outcome: Outcome; credential: string }> {
  let proof = first;
  for (let attempt = 1; ; attempt++) {
    const { credential } = proof;
    const outcome = await requestOnce(deps, proof);
    if (outcome.ok || attempt >= deps.attempts) return { outcome, credential };
    const delay = retryDelay(outcome.refusal, attempt, deps.random());
    if (delay === undefined) return { outcome, credential };
    await deps.wait(delay);
    const next = await deps.prove();
    if (!next.ok) return { outcome: next, credential };
    proof = next.value;
  }
}

async function requestOnce(deps: RequestTokenDeps, proof: ClientProof): Promise<Outcome> {
  // Counted from here and not from the answer: the token was made after this, so it ends no sooner than we think,
  // however long the answer took. The server's clock has no part in it.
  const obtainedAt = deps.now();
  const standing = deps.holdOff.standing(proof.credential, obtainedAt);
  if (standing !== undefined) return refuse(standing);
  const answer = await sendTokenRequest(deps.endpoint, proof.parameters);
  if (!answer.ok) return answer;
  const granted = readTokenAnswer(answer.value, proof.confidential, deps.now());
  if (!granted.ok) {
    deps.holdOff.note(granted.refusal, proof.credential, deps.now());
    return granted;
  }
  deps.noticeExpiry(answer.value.headers.get(CREDENTIAL_EXPIRES_HEADER));
  const { accessToken, expiresInSeconds, scope } = granted.value;
  const expiresAt = obtainedAt + expiresInSeconds * 1000;
  return ok({ issued: new IssuedToken(accessToken, new Date(expiresAt), scope), obtainedAt, expiresAt });
}
