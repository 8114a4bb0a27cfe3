import { type JsonObject, ok, parseCompactJws, type Result, refuse } from '@gatepass/protocol';
import type { VerifySignature } from '../crypto/verify-signature.ts';
import type { TokenDefect } from '../refusal/guard-refusals.ts';
import { checkSignatureHeader } from './check-signature-header.ts';

/** Several times the longest real token, and little enough to look at for anybody who sends one. */
const MAX_TOKEN_LENGTH = 8192;

/** Chooses the key for a header whose algorithm is already known to be ours. */
export type FindKey<Refusal> = (header: JsonObject) => Promise<Result<VerifySignature, Refusal>>;

/**
 * The payload of a compact JWS signed with RS256. Nothing of the payload is read before the signature holds.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7515#section-5.2 RFC 7515 §5.2}
 */
export async function verifyCompactJws<Refusal>(
  token: string,
  findKey: FindKey<Refusal>,
): Promise<Result<Uint8Array, TokenDefect | Refusal>> {
  const jws = parseCompactJws(token, MAX_TOKEN_LENGTH);
  if (!jws.ok) return jws;
  const { header, signingInput, payload, signature } = jws.value;
  const defect = checkSignatureHeader(header);
  if (defect) return refuse(defect);
  const verifySignature = await findKey(header);
  if (!verifySignature.ok) return verifySignature;
  return (await verifySignature.value(signingInput, signature)) === true
    ? ok(payload)
    : refuse('signature_wrong');
}
