import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The issuer's side of a test: a real HTTP server with a key set that can change, and a count of what was asked. */
export interface TestIssuer {
  readonly origin: string;
  readonly jwksUri: string;
  /** Every request that reached it, on any path. */
  readonly requests: string[];
  publish(keys: readonly object[], headers?: Record<string, string>): void;
  /** Answers in any other way. */
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

export async function startTestIssuer(keys: readonly object[]): Promise<TestIssuer> {
  const requests: string[] = [];
  let listener = keySetOf(keys);
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    jwksUri: `${origin}/.well-known/jwks.json`,
    requests,
    publish(next, headers) {
      listener = keySetOf(next, headers);
    },
    answer(next) {
      listener = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function keySetOf(keys: readonly object[], headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/jwk-set+json',
      'cache-control': 'public, max-age=300',
      ...headers,
    });
    response.end(JSON.stringify({ keys }));
  };
}
