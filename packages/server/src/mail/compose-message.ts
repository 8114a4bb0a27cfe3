import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from '../domain/delivery/mail-transport.ts';

/** Who the mails are from. */
export interface MailIdentity {
  readonly from: string;
  readonly replyTo: string | undefined;
  /** Behind the at sign of each `Message-ID`. */
  readonly host: string;
}

/**
 * The bytes of a mail (RFC 5322), with CRLF: text alone, in UTF-8, marked as written by a machine (RFC 3834), so that
 * no out-of-office note answers it.
 * @throws {TypeError} where what becomes a header has more than one line: somebody would write headers of their own
 */
export function composeMessage({ from, replyTo, host }: MailIdentity, mail: OutgoingMail): Promise<Buffer> {
  const { id, to, subject, text, at } = mail;
  if ([id, to, subject].some((value) => /[^\x20-\x7e]/.test(value)))
    throw new TypeError('a header of a mail is one line of printable ASCII');
  const composer = new MailComposer({
    from,
    ...(replyTo !== undefined && { replyTo }),
    to: { name: '', address: to },
    subject,
    text,
    messageId: `<${id}@${host}>`,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated' },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
