import { type CredentialPrefixes, type Environment, makeSecret, type RandomBytes } from '@gatepass/protocol';
import { SecretText } from './secret-text.ts';

/** What it takes to make credentials of any kind. */
export interface CredentialMaker {
  readonly mac: {
    readonly version: number;
    /** HMAC-SHA-256 of a text: 32 bytes. */
    digest(text: string): Uint8Array;
  };
  readonly randomBytes: RandomBytes;
  readonly prefixes: CredentialPrefixes;
  readonly environment: Environment;
}

/** A credential's text, which is told once and then forgotten, and what is kept of it. */
export interface MadeCredential {
  readonly text: SecretText;
  readonly id: string;
  /** The last four characters. */
  readonly hint: string;
  readonly digest: Uint8Array;
  readonly macKeyVersion: number;
}

export function makeCredential(
  maker: CredentialMaker,
  kind: Exclude<keyof CredentialPrefixes, 'clientId'>,
): MadeCredential {
  const { text, secretId, hint } = makeSecret(maker.prefixes[kind], maker.environment, maker.randomBytes);
  return {
    text: new SecretText(text),
    id: secretId,
    hint,
    digest: maker.mac.digest(text),
    macKeyVersion: maker.mac.version,
  };
}
