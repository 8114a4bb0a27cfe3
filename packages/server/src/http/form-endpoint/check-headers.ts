import type { IncomingHttpHeaders } from 'node:http';
import { FORM_MEDIA_TYPE, ok, type Result, refuse, type TokenRefusalCause } from '@gatepass/protocol';

/** A token request needs a few hundred bytes. */
export const MAX_FORM_BYTES = 8192;

/** What the headers alone decide, before a byte of the body is read: size, encoding, media type, in this order. */
export function checkHeaders(headers: IncomingHttpHeaders): Result<undefined, TokenRefusalCause> {
  if (Number(headers['content-length'] ?? 0) > MAX_FORM_BYTES) return refuse('body_too_large');
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return refuse('content_encoding_unsupported');
  return checkMediaType(headers['content-type']);
}

/** RFC 6749 §4.4.2 and Appendix B: a form in UTF-8. Types and charsets are compared without regard to case. */
function checkMediaType(contentType: string | undefined): Result<undefined, TokenRefusalCause> {
  if (contentType === FORM_MEDIA_TYPE) return ok(undefined);
  const [essence = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (/^application\/(?:json|[\w.-]+\+json)$/.test(essence)) return refuse('media_type_json');
  if (essence !== FORM_MEDIA_TYPE) return refuse('media_type_unsupported');
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return refuse('media_type_unsupported');
  return ok(undefined);
}
