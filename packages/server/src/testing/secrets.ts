import type { Secret } from '../domain/secret/secret.ts';

/** A secret that is good, with whatever a test says of it. Time is 1000 at its making. */
export function secretOf(given: Partial<Secret> & Pick<Secret, 'id'>): Secret {
  return {
    clientId: 'rspub_1',
    label: 'first',
    hint: 'abcd',
    digest: new Uint8Array(32),
    macKeyVersion: 1,
    notBefore: null,
    expiresAt: null,
    retireAt: null,
    retireUnusedFor: null,
    heldAt: null,
    retiredAt: null,
    revokedAt: null,
    exposedAt: null,
    madeWith: null,
    replaces: null,
    warnedDays: null,
    retireReason: null,
    revokedReason: null,
    createdAt: 1000,
    ...given,
  };
}
