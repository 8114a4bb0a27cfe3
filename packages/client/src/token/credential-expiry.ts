import { parseRfc3339 } from './rfc3339.ts';

/** The credential that the client uses comes to its end; tokens are refused from then on. */
export interface CredentialExpiryWarning {
  readonly code: 'CREDENTIAL_EXPIRES';
  readonly clientId: string;
  readonly expiresAt: Date;
  /** All of it in words, for a log. */
  readonly message: string;
}

/** What a person should know of before it is an outage. Holds no secret. Switch on `code`: more may come. */
export type ClientWarning = CredentialExpiryWarning;

/**
 * Tells of the end that a token answer names, once for each end, however many tokens come with it. A value that
 * is no moment is let pass: a token is worth more than a warning.
 */
export function createExpiryNotice(
  clientId: string,
  onWarning: (warning: ClientWarning) => void,
): (header: string | null) => void {
  const told = new Set<number>();
  return (header) => {
    const moment = header === null ? undefined : parseRfc3339(header);
    if (moment === undefined || told.has(moment)) return;
    told.add(moment);
    try {
      onWarning(expiryWarning(clientId, new Date(moment)));
    } catch {
      // What the caller's function does is no reason to withhold the token that was granted.
    }
  };
}

function expiryWarning(clientId: string, expiresAt: Date): CredentialExpiryWarning {
  const moment = expiresAt.toISOString();
  return {
    code: 'CREDENTIAL_EXPIRES',
    clientId,
    expiresAt,
    message:
      `The credential of client ${clientId} ends on ${moment.slice(0, 10)} (${moment}). ` +
      'Before that day, make the next one (gatepass secrets rotate, or register another key) and deploy it here: ' +
      'token requests with this one are refused afterwards.',
  };
}
