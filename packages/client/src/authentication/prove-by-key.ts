import { JWT_BEARER_ASSERTION, ok, type RandomBytes, refuse } from '@gatepass/protocol';
import { base64url } from '../base64url.ts';
import { ClientKeyUnusableError } from '../errors/client-key-unusable-error.ts';
import { type ClientKey, fittingAlgorithm, isJwk } from './client-key.ts';
import type { ProveClient } from './client-proof.ts';
import { importSigningKey } from './import-signing-key.ts';
import { type Signer, signAssertion } from './sign-assertion.ts';

export interface ProveByKeyDeps {
  /** One that `clientKeyDefect` has nothing against. */
  readonly clientKey: ClientKey;
  readonly clientId: string;
  readonly issuer: string;
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
}

/** Time enough to arrive. What is intercepted is worth nothing after it, and the server must remember it as long. */
const LIFETIME_SECONDS = 60;

/**
 * Proves by an assertion that is signed for each request, also for one that is repeated: the server takes a `jti`
 * once, whether or not its answer arrived.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7523#section-2.2 RFC 7523 §2.2}
 */
export function proveByKey(deps: ProveByKeyDeps): ProveClient {
  const { clientKey, clientId, issuer } = deps;
  let signer: Promise<Signer> | undefined;
  return async () => {
    const iat = Math.floor(deps.now() / 1000);
    const jti = base64url(deps.randomBytes(16));
    const claims = { iss: clientId, sub: clientId, aud: issuer, jti, iat, exp: iat + LIFETIME_SECONDS };
    try {
      signer ??= signerOf(clientKey);
      const assertion = await signAssertion(await signer, claims);
      return ok({
        parameters: { client_assertion_type: JWT_BEARER_ASSERTION, client_assertion: assertion },
        confidential: assertion,
        // There is one key, whatever it signs.
        credential: '',
      });
    } catch (error) {
      return refuse(new ClientKeyUnusableError(error instanceof Error ? error.name : 'unknown'));
    }
  };
}

async function signerOf({ privateKey, alg, kid }: ClientKey): Promise<Signer> {
  const fitting = fittingAlgorithm(alg === undefined ? { privateKey } : { privateKey, alg });
  if (fitting === undefined) throw new TypeError('The key is for no algorithm.');
  if (!isJwk(privateKey)) return { key: privateKey, alg: fitting, kid };
  return { key: await importSigningKey(privateKey, fitting), alg: fitting, kid: kid ?? privateKey.kid };
}
