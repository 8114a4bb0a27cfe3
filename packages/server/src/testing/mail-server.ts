import type { AddressInfo } from 'node:net';
import { type ReadMail, readMail } from '@gatepass/testing';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that the server took, or was about to. */
export interface TakenMail extends ReadMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Over TLS. */
  readonly secure: boolean;
  readonly bytes: Buffer;
}

/** A real SMTP server on loopback. */
export interface MailServer {
  readonly port: number;
  /** Every mail whose text it has read to the end, whatever it answered then. */
  readonly mails: readonly TakenMail[];
  connections(): number;
  close(): Promise<void>;
}

export interface MailServerOptions extends SMTPServerOptions {
  /** What it does with a mail that it has read: takes it where this returns nothing, or refuses with this error. */
  readonly onMail?: (mail: TakenMail, count: number) => Error | undefined;
  /** It closes the connection instead of answering when it has read so many mails. */
  readonly hangUpOn?: readonly number[];
}

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { onMail, hangUpOn = [], ...rest } = options;
  const mails: TakenMail[] = [];
  const sockets = new Map<string, { destroy(): void }>();
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    logger: false,
    closeTimeout: 1,
    onData(stream, session, callback) {
      const chunks: Uint8Array[] = [];
      stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          ...readMail(bytes),
          bytes,
          secure: session.secure === true,
          from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
          to: rcptTo.map(({ address }) => address),
        };
        mails.push(mail);
        if (hangUpOn.includes(mails.length)) return void sockets.get(String(session.remotePort))?.destroy();
        callback(onMail?.(mail, mails.length));
      });
    },
    ...rest,
  });
  server.server.on('connection', (socket) => {
    connections++;
    sockets.set(String(socket.remotePort), socket);
  });
  // What breaks off is what tests are about; the server goes on.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    connections: () => connections,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** An answer of the server, as smtp-server takes it. */
export function answerOf(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
