// A bare Fastify server: any body is taken as it is, any request is answered with a token.
import Fastify from 'fastify';
import { bareTokenResponse } from './bare-token.mjs';
import { measured } from './measured.mjs';

const app = Fastify();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/*', (_request, reply) => {
  reply
    .header('content-type', 'application/json')
    .header('cache-control', 'no-store')
    .send(bareTokenResponse());
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
measured(typeof address === 'object' && address !== null ? address.port : 0);
