import { GatepassClientError } from './gatepass-client-error.ts';

/** `createClient` was called in a browser, where everybody can read the secret. */
export class BrowserRefusedError extends GatepassClientError {
  readonly code = 'BROWSER_REFUSED';

  static {
    BrowserRefusedError.prototype.name = 'BrowserRefusedError';
  }

  constructor() {
    super(
      'A client secret must not be in a browser, where everybody can read it. Call the API from your own server.',
    );
  }
}
