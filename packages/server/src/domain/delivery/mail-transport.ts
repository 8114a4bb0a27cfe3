import type { Result } from '@gatepass/protocol';

/** Where mails are handed over. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `immediate`: from the first byte. `starttls`: asked for, and insisted on. `none`: inside this machine alone. */
  readonly tls: 'immediate' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

/** A mail as it is handed over. */
export interface OutgoingMail {
  /** Its `Message-ID` is made of it, the same in every attempt: a mail that arrives twice is seen to be one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds; the `Date` of the mail. */
  readonly at: number;
}

export interface MailFailure {
  /** `never`: refused for this recipient or this text, so that another attempt is of no use. */
  readonly retry: 'later' | 'never';
  /** Words of ours and a status code: what servers say may repeat the recipient's address. */
  readonly error: string;
  /** The server had the whole mail, and nobody knows what it made of it. */
  readonly mayHaveArrived: boolean;
}

export interface MailTransport {
  /** Succeeds when somebody else has taken responsibility for the mail. */
  send(mail: OutgoingMail): Promise<Result<undefined, MailFailure>>;
}
