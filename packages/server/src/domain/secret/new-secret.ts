import { type Environment, makeSecret, type RandomBytes } from '@gatepass/protocol';
import type { Change } from '../store.ts';
import type { Secret } from './secret.ts';

/** What it takes to make a client's secret. */
export interface SecretMaker {
  readonly mac: { readonly version: number; digest(text: string): Uint8Array };
  readonly randomBytes: RandomBytes;
  readonly secretPrefix: string;
  readonly environment: Environment;
}

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

export function newSecret(maker: SecretMaker, wanted: WantedSecret, now: number): NewSecret {
  const { text, secretId, hint } = makeSecret(maker.secretPrefix, maker.environment, maker.randomBytes);
  return {
    text,
    secret: {
      id: secretId,
      clientId: wanted.clientId,
      label: wanted.label,
      hint,
      digest: maker.mac.digest(text),
      macKeyVersion: maker.mac.version,
      notBefore: wanted.notBefore,
      expiresAt: wanted.expiresAt,
      revokedAt: null,
      exposedAt: null,
      createdAt: now,
    },
  };
}

/** Writes a new secret and its ledger row. */
export async function addSecret(change: Pick<Change, 'secrets' | 'record'>, secret: Secret): Promise<void> {
  await change.secrets.insert(secret);
  change.record({
    action: 'secret.created',
    subject: secret.id,
    before: null,
    after: {
      client_id: secret.clientId,
      not_before: toTime(secret.notBefore),
      expires_at: toTime(secret.expiresAt),
    },
  });
}

function toTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
