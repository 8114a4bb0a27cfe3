import { ok, type Result, refuse } from '@gatepass/protocol';

/** RFC 5321 §4.5.3.1.3, without the angle brackets. */
const MAX_LENGTH = 254;

/** An unquoted local part and a host (RFC 5321 §4.1.2), as forms on the web take it: no comment, no address list. */
const ADDRESS =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[0-9a-z](?:[0-9a-z-]{0,61}[0-9a-z])?(?:\.[0-9a-z](?:[0-9a-z-]{0,61}[0-9a-z])?)*$/i;

/** A mail address in lower case, so that one mailbox is one text. */
export function parseEmailAddress(text: string): Result<string, 'email_malformed'> {
  if (text.length > MAX_LENGTH || !ADDRESS.test(text)) return refuse('email_malformed');
  return ok(text.toLowerCase());
}
