import type { Result } from '@gatepass/protocol';
import type { GatepassClientError } from '../errors/gatepass-client-error.ts';

/** What one token request proves its client with (RFC 6749 §2.3.1, RFC 7523 §2.2). */
export interface ClientProof {
  /** Of the form, besides `client_id`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What of it an error must not repeat. */
  readonly confidential: string;
  /** The same for every proof by one secret or key, another for another one. As confidential as the secret. */
  readonly credential: string;
}

/** Makes a proof for one request: of the secret as it is now, or an assertion that is used once. */
export type ProveClient = () => Promise<Result<ClientProof, GatepassClientError>>;
