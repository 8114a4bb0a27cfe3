import { type CredentialMaker, makeCredential } from './make-credential.ts';
import type { Secret } from './secret.ts';
import type { SecretText } from './secret-text.ts';

export interface WantedSecret {
  readonly clientId: string;
  readonly label: string;
  /** Milliseconds, or null: good at once. */
  readonly notBefore: number | null;
  /** Milliseconds, or null: without end. */
  readonly expiresAt: number | null;
  /** What the client authenticated with, where it makes the secret itself. */
  readonly madeWith?: string;
  /** The secret that the new one takes over from. */
  readonly replaces?: string;
}

/** A secret's text, which is told once and then forgotten, and what is kept of it. */
export interface NewSecret {
  readonly text: SecretText;
  readonly secret: Secret;
}

export function newSecret(maker: CredentialMaker, wanted: WantedSecret, now: number): NewSecret {
  const { text, ...kept } = makeCredential(maker, 'clientSecret');
  return {
    text,
    secret: {
      ...wanted,
      ...kept,
      madeWith: wanted.madeWith ?? null,
      replaces: wanted.replaces ?? null,
      retireAt: null,
      retireUnusedFor: null,
      heldAt: null,
      retiredAt: null,
      revokedAt: null,
      exposedAt: null,
      warnedDays: null,
      retireReason: null,
      revokedReason: null,
      createdAt: now,
    },
  };
}
