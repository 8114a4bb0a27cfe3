import { type CredentialMaker, makeCredential } from '../secret/make-credential.ts';
import type { SecretText } from '../secret/secret-text.ts';
import type { PersonalToken } from './personal-token.ts';

/** A token's text, which is told once and then forgotten, and what is kept of it. */
export interface NewPersonalToken {
  readonly text: SecretText;
  readonly token: PersonalToken;
}

export function newPersonalToken(
  maker: CredentialMaker,
  kind: 'operatorToken' | 'memberToken',
  wanted: Pick<PersonalToken, 'holderId' | 'label' | 'role' | 'expiresAt'>,
  now: number,
): NewPersonalToken {
  const { text, id, digest, macKeyVersion } = makeCredential(maker, kind);
  return { text, token: { id, ...wanted, digest, macKeyVersion, revokedAt: null, createdAt: now } };
}
