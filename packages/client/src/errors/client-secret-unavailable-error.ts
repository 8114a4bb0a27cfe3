import { GatepassClientError } from './gatepass-client-error.ts';

/** The function given as `clientSecret` threw, or what it returned cannot be a secret. */
export class ClientSecretUnavailableError extends GatepassClientError {
  readonly code = 'CLIENT_SECRET_UNAVAILABLE';

  static {
    ClientSecretUnavailableError.prototype.name = 'ClientSecretUnavailableError';
  }

  constructor(reason: string) {
    super(`The client secret cannot be used: ${reason}.`);
  }
}
