import {
  type CredentialPrefixes,
  type Environment,
  ok,
  parseSecret,
  type Result,
  refuse,
} from '@gatepass/protocol';
import type { PersonalTokenReads } from '../../domain/person/person-stores.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { Secret } from '../../domain/secret/secret.ts';
import type { ApiReads, SecretReads } from '../../domain/store.ts';

export interface FindCredentialDeps {
  readonly store: {
    readonly secrets: Pick<SecretReads, 'find'>;
    readonly personalTokens: Pick<PersonalTokenReads, 'find'>;
    readonly apis: Pick<ApiReads, 'findByKeyId'>;
  };
  readonly digest: (text: string) => Uint8Array;
  readonly equalDigests: EqualDigests;
  readonly prefixes: CredentialPrefixes;
  readonly environment: Environment;
}

/** A credential of this deployment, by the text of it. */
export type FoundCredential =
  | { readonly kind: 'secret'; readonly id: string; readonly secret: Secret }
  | { readonly kind: 'operator'; readonly id: string; readonly operatorId: string }
  | { readonly kind: 'member'; readonly id: string; readonly memberId: string }
  | { readonly kind: 'api'; readonly id: string; readonly apiId: string };

/** `elsewhere`: of the other environment, so not ours to judge. */
export type NotFound = 'none' | 'elsewhere';

/**
 * The credential that has this text, whatever has become of it. A text that could be one costs one HMAC and one
 * read; any other costs nothing.
 */
export async function findCredential(
  deps: FindCredentialDeps,
  text: string,
): Promise<Result<FoundCredential, NotFound>> {
  const { prefixes, environment } = deps;
  let elsewhere = false;
  for (const [kind, prefix] of [
    ['secret', prefixes.clientSecret],
    ['operator', prefixes.operatorToken],
    ['member', prefixes.memberToken],
    ['api', prefixes.apiKey],
  ] as const) {
    const parsed = parseSecret(text, prefix, environment);
    if (parsed.ok) return look(deps, kind, text, parsed.value.secretId);
    elsewhere ||= parsed.refusal === 'environment';
  }
  return refuse(elsewhere ? 'elsewhere' : 'none');
}

async function look(
  deps: FindCredentialDeps,
  kind: FoundCredential['kind'],
  text: string,
  id: string,
): Promise<Result<FoundCredential, 'none'>> {
  const presented = deps.digest(text);
  const [found, stored] = await LOOK_UP[kind](deps.store, id);
  const matches = matchesDigest(presented, stored, deps.equalDigests);
  return matches && found !== undefined ? ok(found) : refuse('none');
}

type LookUp = (
  store: FindCredentialDeps['store'],
  id: string,
) => Promise<readonly [FoundCredential | undefined, Uint8Array | undefined]>;

const LOOK_UP: Readonly<Record<FoundCredential['kind'], LookUp>> = {
  async secret(store, id) {
    const secret = await store.secrets.find(id);
    return [secret && { kind: 'secret', id, secret }, secret?.digest];
  },
  async operator(store, id) {
    const token = await store.personalTokens.find(id);
    return [token && { kind: 'operator', id, operatorId: token.holderId }, token?.digest];
  },
  async member(store, id) {
    const token = await store.personalTokens.find(id);
    return [token && { kind: 'member', id, memberId: token.holderId }, token?.digest];
  },
  async api(store, id) {
    const api = await store.apis.findByKeyId(id);
    return [api && { kind: 'api', id, apiId: api.id }, api?.keyDigest];
  },
};
