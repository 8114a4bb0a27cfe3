import { isLoopbackHost } from '@gatepass/protocol';
import type { SmtpServer } from '../domain/delivery/mail-transport.ts';
import { parseEmailAddress } from '../domain/person/email-address.ts';
import { StartFailure } from '../start-failure.ts';
import type { SettingSource } from './setting-source.ts';
import { parseSmtpUrl } from './smtp-url.ts';

export interface MailSettings {
  /** Undefined: mails are written to files under `dev`, and wait otherwise. */
  readonly smtp: SmtpServer | undefined;
  readonly from: string;
  readonly replyTo: string | undefined;
  /** Behind the at sign of each `Message-ID`. */
  readonly host: string;
}

export function mailSettingsOf(read: SettingSource, issuer: string): MailSettings {
  const { hostname } = new URL(issuer);
  // An address on this machine is spelled by its name: a number behind an at sign would need brackets.
  const host = isLoopbackHost(hostname) ? 'localhost' : hostname;
  const replyTo = read('MAIL_REPLY_TO');
  return {
    smtp: smtpOf(read),
    from: addressOf('MAIL_FROM', read('MAIL_FROM') ?? `gatepass@${host}`),
    replyTo: replyTo === undefined ? undefined : addressOf('MAIL_REPLY_TO', replyTo),
    host,
  };
}

function smtpOf(read: SettingSource): SmtpServer | undefined {
  const text = read('SMTP_URL');
  if (text === undefined) return undefined;
  const server = parseSmtpUrl(text);
  // The value may hold a password, so it is not repeated.
  if (server === undefined) {
    throw new StartFailure(
      'GATEPASS_SMTP_URL must be smtps://user:password@host or smtp://user:password@host, with a port where it is not 465 or 587, and user and password encoded as in URLs.',
      2,
    );
  }
  return server;
}

function addressOf(name: 'MAIL_FROM' | 'MAIL_REPLY_TO', text: string): string {
  const address = parseEmailAddress(text);
  if (!address.ok)
    throw new StartFailure(`GATEPASS_${name} must be a mail address alone, e.g. gatepass@example.com`, 2);
  return address.value;
}
