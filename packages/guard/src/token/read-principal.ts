import { isAccountId, type JsonObject, ok, parseScope, type Result, refuse } from '@gatepass/protocol';
import type { Principal } from '../guard.ts';
import type { TokenDefect } from '../refusal/guard-refusals.ts';

/** Printable ASCII without spaces: what identifiers of ours are made of, and nothing that could split a log line. */
const IDENTIFIER = /^[\x21-\x7e]{1,255}$/;

/**
 * Whom the token names. Each claim must be there and be of its kind: a missing scope is not "all scopes", a
 * missing account is not "all accounts".
 * @see {@link https://www.rfc-editor.org/rfc/rfc9068#section-2.2 RFC 9068 §2.2}
 */
export function readPrincipal(claims: JsonObject, expiresAt: Date): Result<Principal, TokenDefect> {
  const { sub, client_id, jti, credential_id, parent_account_id, scope } = claims;
  if (!isIdentifier(client_id) || sub !== client_id) return refuse('subject_malformed');
  if (!isIdentifier(jti)) return refuse('jti_malformed');
  if (!isIdentifier(credential_id)) return refuse('credential_id_malformed');
  if (!isAccountId(parent_account_id)) return refuse('parent_account_id_malformed');
  const scopes = typeof scope === 'string' ? parseScope(scope) : refuse('malformed');
  if (!scopes.ok) return refuse('scope_malformed');
  return ok({
    clientId: client_id,
    parentAccountId: parent_account_id,
    scopes: scopes.value,
    credentialId: credential_id,
    expiresAt,
  });
}

function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && IDENTIFIER.test(value);
}
