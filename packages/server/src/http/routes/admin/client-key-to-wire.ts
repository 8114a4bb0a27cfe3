import type * as wire from '@gatepass/protocol';
import type { ClientKey } from '../../../domain/client-key/client-key.ts';
import { clientKeyState } from '../../../domain/client-key/credential-key.ts';
import { toTime, toTimeOrNull } from './to-wire.ts';

export function toClientKey(
  key: ClientKey,
  now: number,
): wire.ClientKey & { public_jwk: Record<string, string> } {
  return {
    id: key.id,
    client_id: key.clientId,
    label: key.label,
    kid: key.kid,
    alg: key.alg,
    thumbprint: key.thumbprint,
    public_jwk: { ...key.publicJwk },
    state: clientKeyState(key, now),
    created_at: toTime(key.createdAt),
    expires_at: toTimeOrNull(key.expiresAt),
    revoked_at: toTimeOrNull(key.revokedAt),
    revoked_reason: key.revokedReason,
  };
}
