import type { ClientKey } from '../../domain/client-key/client-key.ts';
import { sayWhen } from '../../domain/failure/say-when.ts';
import { isUsable, type Secret } from '../../domain/secret/secret.ts';
import type { CredentialUse } from '../../domain/usage/usage.ts';
import type { Asker } from './asker.ts';
import type { EvidenceSources, EvidenceStore, ReadEvidence } from './evidence-sources.ts';
import { reasonEvidence } from './reason-evidence.ts';

/** The secret that the request named by the id in its text. */
export const secretEvidence: ReadEvidence = async ({ store, failure, asker, client }) => {
  const secret = failure.credentialId === null ? undefined : await store.secrets.find(failure.credentialId);
  if (secret === undefined || secret.clientId !== client.id) return [];
  const [use] = await store.usage.ofCredentials([secret.id]);
  const successor = (await store.secrets.listByClient(client.id)).find(
    ({ replaces }) => replaces === secret.id,
  );
  return [
    `${nameOf(secret)} was made on ${sayWhen(secret.createdAt, failure.at)}.`,
    ...courseOf(secret, asker, failure.at),
    lastUse(use, failure.at),
    ...(successor === undefined ? [] : [`${nameOf(successor)} was made to take its place.`]),
  ];
};

export const liveSecretsEvidence: ReadEvidence = async ({ store, failure, client }) => {
  const secrets = (await store.secrets.listByClient(client.id)).filter((secret) =>
    wasUsable(secret, failure.at),
  );
  if (secrets.length === 0) return ['No secret of this client was good at the time of this request.'];
  return withUses(store, secrets, (secret, use) => [
    `${nameOf(secret)} was good at the time of this request.`,
    lastUse(use, failure.at),
  ]);
};

/** The registered key that the request named. */
export const keyEvidence: ReadEvidence = async ({ store, failure, asker, client }) => {
  const key = failure.credentialId === null ? undefined : await store.clientKeys.find(failure.credentialId);
  if (key === undefined || key.clientId !== client.id) return keySetEvidence({ client });
  const [use] = await store.usage.ofCredentials([key.id]);
  return [
    `${nameOfKey(key)} was registered on ${sayWhen(key.createdAt, failure.at)}.`,
    ...endsOf(key, asker, failure.at),
    lastUse(use, failure.at),
  ];
};

export const liveKeysEvidence: ReadEvidence = async ({ store, failure, client }) => {
  const ofSet = keySetEvidence({ client });
  if (ofSet.length > 0) return ofSet;
  const keys = (await store.clientKeys.listByClient(client.id)).filter(
    (key) =>
      key.createdAt <= failure.at && isAhead(key.expiresAt, failure.at) && isAhead(key.revokedAt, failure.at),
  );
  if (keys.length === 0) return ['No registered key of this client was good at the time of this request.'];
  return withUses(store, keys, (key, use) => [
    `${nameOfKey(key)} was good at the time of this request.`,
    lastUse(use, failure.at),
  ]);
};

function keySetEvidence({ client }: Pick<EvidenceSources, 'client'>): readonly string[] {
  const { jwksUri } = client.settings;
  return jwksUri === null ? [] : [`The keys of this client are those at ${jwksUri}.`];
}

async function withUses<Credential extends { readonly id: string }>(
  store: Pick<EvidenceStore, 'usage'>,
  credentials: readonly Credential[],
  say: (credential: Credential, use: CredentialUse | undefined) => readonly string[],
): Promise<readonly string[]> {
  const uses = await store.usage.ofCredentials(credentials.map(({ id }) => id));
  return credentials.map((credential) =>
    say(
      credential,
      uses.find(({ credentialId }) => credentialId === credential.id),
    ).join(' '),
  );
}

/** What has happened since is not held against it. */
function wasUsable(secret: Secret, at: number): boolean {
  return (
    secret.createdAt <= at &&
    isUsable(
      {
        ...secret,
        revokedAt: isAhead(secret.revokedAt, at) ? null : secret.revokedAt,
        retiredAt: isAhead(secret.retiredAt, at) ? null : secret.retiredAt,
      },
      at,
    )
  );
}

function isAhead(end: number | null, at: number): boolean {
  return end === null || end > at;
}

function nameOf({ id, label, hint }: Secret): string {
  return `Secret …${hint} "${label}" (id ${id})`;
}

function nameOfKey({ id, label, kid, alg }: ClientKey): string {
  return `Key "${label}" (id ${id}, ${kid === null ? 'no kid' : `kid ${kid}`}, ${alg})`;
}

function courseOf(secret: Secret, asker: Asker, at: number): readonly string[] {
  return [
    ...(secret.notBefore === null ? [] : [`It is good from ${sayWhen(secret.notBefore, at)}.`]),
    ...endsOf(secret, asker, at),
    ...(secret.retiredAt === null
      ? []
      : [
          `It was retired on ${sayWhen(secret.retiredAt, at)}.`,
          ...reasonEvidence(asker, 'retired', secret.retireReason),
        ]),
    ...(secret.exposedAt === null ? [] : [`It counts as exposed since ${sayWhen(secret.exposedAt, at)}.`]),
  ];
}

function endsOf(
  credential: {
    readonly expiresAt: number | null;
    readonly revokedAt: number | null;
    readonly revokedReason: string | null;
  },
  asker: Asker,
  at: number,
): readonly string[] {
  const { expiresAt, revokedAt, revokedReason } = credential;
  return [
    ...(expiresAt === null
      ? []
      : [`It ${expiresAt <= at ? 'expired' : 'expires'} on ${sayWhen(expiresAt, at)}.`]),
    ...(revokedAt === null
      ? []
      : [`It was revoked on ${sayWhen(revokedAt, at)}.`, ...reasonEvidence(asker, 'revoked', revokedReason)]),
  ];
}

function lastUse(use: CredentialUse | undefined, at: number): string {
  if (use === undefined) return 'It was never used.';
  return `It was last used on ${sayWhen(use.lastUsedAt, at)}, from ${use.lastNetwork}.`;
}
