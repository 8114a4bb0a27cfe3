import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { parseCompactJws } from '@gatepass/protocol';
import type { LedgerMarks, MarkKind } from '../domain/ledger/ledger-mark.ts';
import type { SigningKey } from '../domain/signing-key/signing-key.ts';
import { SealBroken } from './seal.ts';
import { openSigningKey } from './signing-keys.ts';

/** The `typ` of each (RFC 8725 §3.11): one key signs tokens and marks, and none is ever taken for another. */
const TYPES: Readonly<Record<MarkKind, string>> = {
  anchor: 'ledger-anchor+jwt',
  checkpoint: 'ledger-checkpoint+jwt',
};

/** Several times the longest real mark. */
const MAX_MARK_LENGTH = 2048;

interface MarkClaims {
  readonly iss: string;
  readonly sequence: number;
  readonly hash: string;
  readonly iat: number;
}

/**
 * Signs marks with the active key, and reads those that any key of this deployment has signed. Only a key whose
 * private half opens under the master key is one: a public key that somebody wrote into the table proves nothing.
 */
export function openLedgerMarks(
  masterKey: KeyObject,
  keys: readonly SigningKey[],
  issuer: string,
): LedgerMarks {
  const opened = keys.flatMap((key) => {
    const privateKey = openOrSkip(masterKey, key);
    return privateKey === undefined ? [] : [{ ...key, privateKey }];
  });
  const active = opened.find(({ state }) => state === 'active');
  if (active === undefined) throw new Error('there is no active signing key');
  const verifiers = new Map(opened.map(({ kid, privateKey }) => [kid, createPublicKey(privateKey)]));

  return {
    sign(kind, { sequence, hash, at }) {
      const claims: MarkClaims = { iss: issuer, sequence, hash, iat: Math.floor(at / 1000) };
      const signingInput = encodedHeader(kind, active.kid) + base64url(JSON.stringify(claims));
      const signature = sign('sha256', Buffer.from(signingInput, 'latin1'), active.privateKey);
      return `${signingInput}.${signature.toString('base64url')}`;
    },
    read(kind, signed) {
      const jws = parseCompactJws(signed, MAX_MARK_LENGTH);
      if (!jws.ok) return undefined;
      const { header, signingInput, signature, payload } = jws.value;
      const kid = typeof header.kid === 'string' ? header.kid : '';
      const key = verifiers.get(kid);
      // Headers are written here alone, so one that is spelled in any other way is none of ours.
      if (key === undefined || !signed.startsWith(encodedHeader(kind, kid))) return undefined;
      if (!verify('sha256', signingInput, key, signature)) return undefined;
      // The issuer is for whoever reads it elsewhere: it may have moved since, and the key is the proof.
      const { sequence, hash, iat } = JSON.parse(Buffer.from(payload).toString('utf8')) as MarkClaims;
      return { sequence, hash, at: iat * 1000 };
    },
  };
}

function openOrSkip(masterKey: KeyObject, key: SigningKey): KeyObject | undefined {
  try {
    return openSigningKey(masterKey, key);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

function encodedHeader(kind: MarkKind, kid: string): string {
  return `${base64url(JSON.stringify({ alg: 'RS256', typ: TYPES[kind], kid }))}.`;
}

function base64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
