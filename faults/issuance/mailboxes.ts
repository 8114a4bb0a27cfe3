import type { AddressInfo } from 'node:net';
import { readMail } from '@gatepass/testing';
import { SMTPServer } from 'smtp-server';
import { Killed } from './killed.ts';

export interface Arrival {
  readonly messageId: string;
  readonly to: string;
  readonly text: string;
  /** How often the server under test had been started when it came. */
  readonly round: number;
}

/** A real SMTP server that outlives the server under test, and everybody's mailbox. */
export class Mailboxes {
  readonly arrivals: Arrival[] = [];
  round = 0;
  #isDead = false;
  readonly #server: SMTPServer;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      hideSTARTTLS: true,
      logger: false,
      onData: (stream, session, callback) => {
        const chunks: Uint8Array[] = [];
        stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        stream.on('end', () => {
          const { headers, text } = readMail(Buffer.concat(chunks));
          const to = session.envelope.rcptTo[0]?.address ?? '';
          const messageId = headers.get('message-id') ?? '';
          this.arrivals.push({ messageId, to, text, round: this.round });
          for (const heard of this.#listeners) heard();
          callback();
        });
      },
    });
    // Connections that the killed server leaves half done.
    this.#server.on('error', () => {});
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** The arrivals of each mail. */
  copies(): readonly (readonly Arrival[])[] {
    const ids = new Set(this.arrivals.map(({ messageId }) => messageId));
    return [...ids].map((id) => this.arrivals.filter(({ messageId }) => messageId === id));
  }

  /** Ends all waiting: no mail will come, since the server under test is dead. */
  giveUp(): void {
    this.#isDead = true;
    for (const heard of this.#listeners) heard();
  }

  /** The server under test begins another life. */
  begin(): void {
    this.round++;
    this.#isDead = false;
  }

  /**
   * The newest link of this kind in the mails to this address; undefined when none but these has come in this time.
   * Throws `Killed` when the server dies before.
   */
  async link(
    to: string,
    kind: 'rscfm' | 'rsclm',
    milliseconds: number,
    spent: ReadonlySet<string> = new Set(),
  ): Promise<string | undefined> {
    const until = performance.now() + milliseconds;
    for (;;) {
      const found = this.arrivals
        .filter((mail) => mail.to === to)
        .flatMap(({ text }) => text.match(new RegExp(`${kind}_[0-9A-Za-z]+`)) ?? [])
        .findLast((link) => !spent.has(link));
      const left = until - performance.now();
      if (found !== undefined || left <= 0) return found;
      if (this.#isDead) throw new Killed('while a mail was waited for');
      await this.#nextArrival(left);
    }
  }

  /** Or the end of this time. */
  #nextArrival(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#listeners.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#listeners.add(done);
    });
  }
}
