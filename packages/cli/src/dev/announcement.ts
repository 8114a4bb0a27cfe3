import { callsWithFile, callsWithPair } from './curl-calls.ts';
import type { DemoClient } from './demo-client.ts';

/** Where everything is. */
export interface Whereabouts {
  readonly issuer: string;
  readonly apiUrl: string;
  readonly credentialsFile: string;
  readonly tokenFile: string;
  /** The folder of mails; undefined where a mail server takes them. */
  readonly outbox: string | undefined;
}

export interface Announced extends Whereabouts {
  readonly client: DemoClient;
  /** Whether a person reads it, rather than a file. */
  readonly toTerminal: boolean;
}

/** What `dev` says once everything runs. The pair is in it once: at its making, and on a terminal. */
export function announcement(facts: Announced): string {
  const { client, credentialsFile } = facts;
  const showsPair = client.isNew && facts.toTerminal;
  const calls = showsPair
    ? callsWithPair(client.credentials)
    : callsWithFile(client.credentials, credentialsFile);
  return `
Gatepass is running: the authorization server at ${facts.issuer}, the Partnerships API at ${facts.apiUrl}.
Ctrl-C stops both.

1. Get an access token. It is good for five minutes.

${calls.token}

2. Call the API with it.

${calls.register}

The pair ${showsPair ? 'is shown this once, and kept' : 'is'} in ${credentialsFile}, the operator's token in ${facts.tokenFile}.
${facts.outbox === undefined ? '' : `Mails are files in ${facts.outbox}. `}The whole API is described at ${facts.issuer}/docs.
`;
}

/** The same for a program, which finds the pair in its file. */
export function announcedObject(facts: Whereabouts): object {
  const { issuer, apiUrl, credentialsFile, tokenFile, outbox = null } = facts;
  return {
    issuer,
    api_url: apiUrl,
    credentials_file: credentialsFile,
    operator_token_file: tokenFile,
    outbox,
  };
}
