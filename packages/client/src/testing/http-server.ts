import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
}

export type Answer = (response: ServerResponse, request: SeenRequest) => unknown;

/** A real HTTP server on loopback that the running test ends. `answer` is given each request whole. */
export async function startHttpServer(answer: Answer): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
    };
    requests.push(request);
    await answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Answers in turn, and with the last one from then on. */
export function inTurn(...answers: [Answer, ...Answer[]]): Answer {
  let next = 0;
  return (response, request) => {
    const answer = answers[Math.min(next++, answers.length - 1)] as Answer;
    return answer(response, request);
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Each answer has a token of its own: `token-1`, `token-2`, … */
export function tokens(expiresIn = 300): Answer {
  let count = 0;
  return (response, request) => {
    count += 1;
    const body = { access_token: `token-${count}`, token_type: 'Bearer', expires_in: expiresIn };
    return json(200, body)(response, request);
  };
}

/** Breaks the connection without an answer. */
export const hangUp: Answer = (response) => response.destroy();
