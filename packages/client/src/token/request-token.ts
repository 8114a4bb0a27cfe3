import { ok, type Result } from '@gatepass/protocol';
import { IssuedToken } from '../access-token.ts';
import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import { TokenRequestRefusedError } from '../errors/token-request-refused-error.ts';
import type { ReadSecret } from './client-secret.ts';
import { readTokenAnswer } from './read-token-answer.ts';
import { retryDelay } from './retry-delay.ts';
import { sendTokenRequest, type TokenEndpoint } from './send-token-request.ts';
import type { TokenTimes } from './token-freshness.ts';

export interface HeldToken extends TokenTimes {
  readonly issued: IssuedToken;
}

export interface RequestTokenDeps {
  readonly endpoint: TokenEndpoint;
  readonly readSecret: ReadSecret;
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
  const secret = await deps.readSecret();
  if (!secret.ok) return secret;
  const outcome = await requestWithRetries(deps, secret.value);
  if (outcome.ok || !isInvalidClient(outcome.refusal)) return outcome;

  const again = await deps.readSecret();
  if (!again.ok || again.value === secret.value) return outcome;
  return requestWithRetries(deps, again.value);
}

function isInvalidClient(failure: GatepassClientError): boolean {
  return failure instanceof TokenRequestRefusedError && failure.error === 'invalid_client';
}

/** A token request changes nothing at the server, so it may be sent again whenever no answer came. */
async function requestWithRetries(deps: RequestTokenDeps, secret: string): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await requestOnce(deps, secret);
    if (outcome.ok || attempt >= deps.attempts) return outcome;
    const delay = retryDelay(outcome.refusal, attempt, deps.random());
    if (delay === undefined) return outcome;
    await deps.wait(delay);
  }
}

async function requestOnce(deps: RequestTokenDeps, secret: string): Promise<Outcome> {
  // Counted from here and not from the answer: the token was made after this, so it ends no sooner than we think,
  // however long the answer took. The server's clock has no part in it.
  const obtainedAt = deps.now();
  const answer = await sendTokenRequest(deps.endpoint, secret);
  if (!answer.ok) return answer;
  const granted = readTokenAnswer(answer.value, secret, deps.now());
  if (!granted.ok) return granted;
  const { accessToken, expiresInSeconds, scope } = granted.value;
  const expiresAt = obtainedAt + expiresInSeconds * 1000;
  return ok({ issued: new IssuedToken(accessToken, new Date(expiresAt), scope), obtainedAt, expiresAt });
}
