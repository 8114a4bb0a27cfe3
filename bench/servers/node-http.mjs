// A bare node:http server: any request is answered with a token.
import { createServer } from 'node:http';
import { bareTokenResponse } from './bare-token.mjs';
import { measured } from './measured.mjs';

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const body = bareTokenResponse();
    response.writeHead(200, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
// Its connections wait while others are measured.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  measured(typeof address === 'object' && address !== null ? address.port : 0);
});
