import { Readable } from 'node:stream';
import { ok, refuse } from '@gatepass/protocol';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailFailure, MailTransport, SmtpServer } from '../domain/delivery/mail-transport.ts';
import { composeMessage, type MailIdentity } from './compose-message.ts';

export interface SmtpOptions {
  readonly server: SmtpServer;
  readonly identity: MailIdentity;
  /** Whose certificates are believed; what Node believes by default. */
  readonly ca?: string;
  /** For the whole of one mail, in milliseconds: what a stop waits for at the most. */
  readonly timeoutMilliseconds: number;
}

/** Hands mails over to one server, each in a connection of its own (RFC 5321). */
export function smtpTransport(options: SmtpOptions): MailTransport {
  return {
    async send(mail) {
      const message = await composeMessage(options.identity, mail);
      const connection = open(options);
      let handedOver = false;
      // Read when the server has asked for it (354), and not before.
      const body = Readable.from([message]).on('end', () => {
        handedOver = true;
      });
      try {
        await converse(connection, options, { from: options.identity.from, to: mail.to, body });
        return ok(undefined);
      } catch (error) {
        return refuse(failureOf(error as SmtpError, handedOver));
      } finally {
        connection.close();
      }
    },
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

function open({ server, identity, ca, timeoutMilliseconds }: SmtpOptions): SMTPConnection {
  const { host, port, tls } = server;
  return new SMTPConnection({
    host,
    port,
    name: identity.host,
    secure: tls === 'immediate',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { ...(ca !== undefined && { ca }), minVersion: 'TLSv1.2' },
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    dnsTimeout: timeoutMilliseconds,
    socketCloseTimeout: 0,
  });
}

interface Delivery {
  readonly from: string;
  readonly to: string;
  readonly body: Readable;
}

/** Resolves when the server has answered 250 to the mail. */
function converse(
  connection: SMTPConnection,
  { server: { login }, timeoutMilliseconds }: SmtpOptions,
  { from, to, body }: Delivery,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })),
      timeoutMilliseconds,
    );
    const settle = (error?: Error | null) => {
      clearTimeout(timer);
      if (error) return reject(error);
      connection.quit();
      resolve();
    };
    const send = () => connection.send({ from, to: [to] }, body, (error) => settle(error));
    connection.on('error', settle);
    connection.connect((error) => {
      if (error) return settle(error);
      if (login === undefined) return send();
      const credentials = { user: login.user, pass: login.password };
      connection.login({ credentials }, (refused) => (refused ? settle(refused) : send()));
    });
  });
}

/** A 5xx to the recipient or to the text is the last word; one to our login may be a mistake that somebody mends. */
function failureOf({ code, responseCode, command }: SmtpError, handedOver: boolean): MailFailure {
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (responseCode !== undefined) {
    const isFinal = responseCode >= 500 && aboutThisMail;
    const error = `the mail server answered ${responseCode} to ${command ?? 'the connection'}`;
    return { retry: isFinal ? 'never' : 'later', error, mayHaveArrived: false };
  }
  const error = ERRORS[code ?? ''] ?? 'the conversation with the mail server failed';
  return { retry: 'later', error, mayHaveArrived: handedOver };
}

const ERRORS: Readonly<Record<string, string>> = {
  ECONNECTION: 'the connection to the mail server broke',
  ESOCKET: 'the mail server cannot be reached',
  EDNS: 'the mail server’s name is not known',
  ETIMEDOUT: 'the mail server was too slow',
  ETLS: 'the mail server offers no TLS that can be trusted',
  EAUTH: 'the mail server does not take the login',
};
