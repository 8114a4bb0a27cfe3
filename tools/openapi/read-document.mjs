import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { loadSettings, startServer } from '@gatepass/server';

/**
 * The OpenAPI document of the server as it was built, as it serves it: from a server that is started for that, on a
 * free port and a database of its own.
 * @returns {Promise<import('./openapi-types.mjs').OpenApiDocument>}
 */
export async function readDocument() {
  const folder = await mkdtemp(join(tmpdir(), 'gatepass-openapi-'));
  const port = await freePort();
  const settings = loadSettings({ GATEPASS_DATA_DIR: folder, GATEPASS_PORT: String(port) }, 'dev');
  let logged = '';
  const log = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const server = await startServer(settings, { log });
  try {
    const response = await fetch(`${server.issuer}/openapi.json`);
    if (!response.ok) throw new Error(`/openapi.json answered ${response.status}\n${logged}`);
    return /** @type {import('./openapi-types.mjs').OpenApiDocument} */ (await response.json());
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
      });
  });
}
