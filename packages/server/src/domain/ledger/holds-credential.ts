import { parseSecret } from '@gatepass/protocol';

/** A prefix of any deployment, with the mark of an environment, before as many characters as a secret's body has. */
const LEAD = /([0-9A-Za-z]{2,16})_(test_)?(?=([0-9A-Za-z]{57}))/g;
/** A header of a compact JWS, its payload and its signature. */
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/;

/**
 * Whether a whole secret or a signed token stands somewhere in a text. Exact for secrets, whatever this deployment's
 * prefixes are: an id of 57 characters is none, since the checksum does not fit it.
 */
export function holdsCredential(text: string): boolean {
  if (TOKEN.test(text)) return true;
  for (const [, word = '', mark = '', body = ''] of text.matchAll(LEAD)) {
    // What stands before may touch the prefix, as the `n` of a JSON escape does.
    for (let start = 0; start <= word.length - 2; start++) {
      const prefix = word.slice(start);
      if (parseSecret(`${prefix}_${mark}${body}`, prefix, mark === '' ? 'live' : 'sandbox').ok) return true;
    }
  }
  return false;
}
