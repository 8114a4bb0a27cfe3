import { type Environment, ok, parseSecret, type Result, refuse } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import { isLiveToken, type PersonalToken } from '../../domain/person/personal-token.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { Store } from '../../domain/store.ts';

export interface FindPersonalTokenDeps {
  readonly store: Pick<Store, 'personalTokens'>;
  readonly digest: (token: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly environment: Environment;
  readonly now: Clock;
}

/** `token_malformed` follows from the text alone; everything that takes a look at what is kept is one refusal. */
export type PersonalTokenRefusal = 'token_malformed' | 'token_wrong';

/** The live token that has this text, with this prefix: whose it is, and whether they may act, is still to be seen. */
export async function findPersonalToken(
  deps: FindPersonalTokenDeps,
  text: string,
  prefix: string,
): Promise<Result<PersonalToken, PersonalTokenRefusal>> {
  const parsed = parseSecret(text, prefix, deps.environment);
  if (!parsed.ok) return refuse('token_malformed');
  const digest = deps.digest(text);
  const token = await deps.store.personalTokens.find(parsed.value.secretId);
  const matches = matchesDigest(digest, token?.digest, deps.equalDigests);
  return token !== undefined && matches && isLiveToken(token, deps.now()) ? ok(token) : refuse('token_wrong');
}
