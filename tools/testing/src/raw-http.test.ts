import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RawConnection, sendRaw } from './raw-http.ts';

describe('a raw exchange', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('X-Path', request.url ?? '');
      if (request.url === '/chunked') {
        response.write('one ');
        response.end('two');
      } else response.end(request.method === 'HEAD' ? undefined : `at ${request.url}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const get = (path: string, extra = '') => `GET ${path} HTTP/1.1\r\nHost: test\r\n${extra}\r\n`;

  test('collects pipelined responses until the server closes', async () => {
    const responses = await sendRaw(port, get('/a') + get('/b', 'Connection: close\r\n'));
    expect(responses.map(({ status, body }) => [status, body])).toEqual([
      [200, 'at /a'],
      [200, 'at /b'],
    ]);
  });

  test('reads a chunked body whole', async () => {
    const responses = await sendRaw(port, get('/chunked'), { responses: 1 });
    expect(responses[0]?.body).toBe('one two');
    expect(responses[0]?.headers.get('x-path')).toEqual(['/chunked']);
  });

  test('keeps a connection for another request, after HEAD too', async () => {
    const connection = await RawConnection.open(port);
    connection.write('HEAD /h HTTP/1.1\r\nHost: test\r\n\r\n');
    expect(await connection.next({ head: true })).toMatchObject({ status: 200, body: '' });
    connection.write(get('/next'));
    expect(await connection.next()).toMatchObject({ body: 'at /next' });
    connection.close();
  });

  test('tells that bytes which are no HTTP are refused and the connection closed', async () => {
    const responses = await sendRaw(port, 'nonsense\r\n\r\n');
    expect(responses.map(({ status }) => status)).toEqual([400]);
  });
});
