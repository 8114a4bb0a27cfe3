import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '@gatepass/protocol';
import type { MailTransport } from '../domain/delivery/mail-transport.ts';
import { composeMessage, type MailIdentity } from './compose-message.ts';

/**
 * Writes mails to files instead of sending them, for development. They hold links that are worth something, so nobody
 * but the owner can read them. A file is there whole or not at all, and once for each mail: its name is the time at
 * which the mail was made, and its id.
 */
export function devOutbox(folder: string, identity: MailIdentity): MailTransport {
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date(mail.at).toISOString().replaceAll(/[-:.]/g, '')}-${mail.id}.eml`;
      const temporary = join(folder, `.${name}`);
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(await composeMessage(identity, mail));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, join(folder, name));
      return ok(undefined);
    },
  };
}
