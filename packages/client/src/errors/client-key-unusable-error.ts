import { GatepassClientError } from './gatepass-client-error.ts';

/** The platform did not take the key given as `clientKey`, or did not sign with it. */
export class ClientKeyUnusableError extends GatepassClientError {
  readonly code = 'CLIENT_KEY_UNUSABLE';

  static {
    ClientKeyUnusableError.prototype.name = 'ClientKeyUnusableError';
  }

  constructor(failure: string) {
    super(`The client key cannot be used: importing it or signing with it failed with ${failure}.`);
  }
}
