import { type Jwk, ok, parseJsonObject, type Result } from '@gatepass/protocol';
import { readTextFile } from '../environment-variable.ts';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';

/** Members that only private and symmetric keys have (RFC 7518 §6, RFC 8037 §2). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The public key in a file. One that holds a private key is refused before anything is sent: nobody but the client
 * may have that. Whether the key is good enough, the server says.
 */
export function readPublicJwk(path: string): Result<Jwk, Failure> {
  const text = readTextFile(path, '--jwk');
  if (!text.ok) return text;
  const jwk = parseJsonObject(Buffer.from(text.value));
  if (typeof jwk?.kty !== 'string') {
    return fail(EXIT.usage, `${path} is no JSON Web Key`, 'It is an object with kty, such as {"kty":"EC",…}');
  }
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    return fail(
      EXIT.usage,
      `${path} holds a private key`,
      'That stays with the client. Give the public one, without the member d.',
    );
  }
  return ok(jwk);
}
