import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A partner's server on loopback, which publishes a key set, or answers otherwise. */
export interface KeySetServer {
  readonly port: number;
  readonly jwksUri: string;
  /** What it was asked so far. */
  readonly requests: readonly IncomingMessage[];
  /** How many connections were made to it, whether or not they asked anything. */
  connections(): number;
  publish(...jwks: readonly object[]): void;
  answerWith(listener: RequestListener): void;
  close(): Promise<void>;
}

export async function startKeySetServer(): Promise<KeySetServer> {
  const requests: IncomingMessage[] = [];
  let answer: RequestListener = (_request, response) => response.writeHead(404).end();
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    jwksUri: `http://127.0.0.1:${port}/jwks`,
    requests,
    connections: () => connections,
    publish(...keys) {
      answer = (_request, response) => response.end(JSON.stringify({ keys }));
    },
    answerWith(listener) {
      answer = listener;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
