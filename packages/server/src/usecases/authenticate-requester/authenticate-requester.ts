import { ok, parseSecret, type Result, refuse } from '@gatepass/protocol';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { Store } from '../../domain/store.ts';

export interface AuthenticateRequesterDeps extends Pick<CredentialMaker, 'mac' | 'prefixes' | 'environment'> {
  readonly store: Pick<Store, 'requests'>;
  readonly equalDigests: EqualDigests;
}

/** Which request this token was told for. `malformed` follows from the text alone. */
export async function authenticateRequester(
  deps: AuthenticateRequesterDeps,
  text: string,
): Promise<Result<CredentialRequest, 'request_token_malformed' | 'request_token_wrong'>> {
  const parsed = parseSecret(text, deps.prefixes.requestToken, deps.environment);
  if (!parsed.ok) return refuse('request_token_malformed');
  const digest = deps.mac.digest(text);
  const request = await deps.store.requests.findByToken(parsed.value.secretId);
  const matches = matchesDigest(digest, request?.token?.digest, deps.equalDigests);
  return request !== undefined && matches ? ok(request) : refuse('request_token_wrong');
}
