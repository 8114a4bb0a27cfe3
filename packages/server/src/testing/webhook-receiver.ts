import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server of somebody who listens to webhooks, on loopback. */
export interface WebhookReceiver {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedMessage[];
  connections(): number;
  /** From now on every message is answered so; by 204 at first. */
  answerWith(listener: RequestListener | number): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedMessage[] = [];
  let answer: RequestListener = (_request, response) => response.writeHead(204).end();
  let connections = 0;
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const { method, url, headers } = request;
    received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
    answer(request, response);
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    connections: () => connections,
    answerWith(wanted) {
      answer = typeof wanted === 'number' ? (_request, response) => response.writeHead(wanted).end() : wanted;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Whether a message is signed with this secret, as a receiver finds out by the text of Standard Webhooks: any of the
 * signatures fits that begins with `v1`, over the id, the time and the raw body, and the time is now, give or take five
 * minutes.
 */
export function isSigned(message: ReceivedMessage, secret: string, now: number): boolean {
  const [id, sent, list] = ['id', 'timestamp', 'signature'].map((name) =>
    String(message.headers[`webhook-${name}`]),
  );
  if (Math.abs(now / 1000 - Number(sent)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update([id, sent, message.body].join('.')).digest('base64');
  return (list ?? '').split(' ').some((signature) => signature === `v1,${expected}`);
}
