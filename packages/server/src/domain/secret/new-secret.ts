import { type CredentialMaker, makeCredential } from './make-credential.ts';
import type { Secret } from './secret.ts';

export interface WantedSecret {
  readonly clientId: string;
  readonly label: string;
  /** Milliseconds, or null: good at once. */
  readonly notBefore: number | null;
  /** Milliseconds, or null: without end. */
  readonly expiresAt: number | null;
}

/** A secret's text, which is told once and then forgotten, and what is kept of it. */
export interface NewSecret {
  readonly text: string;
  readonly secret: Secret;
}

export function newSecret(maker: CredentialMaker, wanted: WantedSecret, now: number): NewSecret {
  const { text, ...kept } = makeCredential(maker, 'clientSecret');
  return { text, secret: { ...wanted, ...kept, revokedAt: null, exposedAt: null, createdAt: now } };
}
