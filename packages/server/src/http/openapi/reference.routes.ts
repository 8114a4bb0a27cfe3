import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { pageHeaders } from '../pages/page-headers.ts';

const REFERENCE_PATH = '/docs';

/** Its style sheet has its icons in itself. */
const IMAGES = "'self' data:";

const OWN = fileURLToPath(new URL('../../../pages', import.meta.url));
const SCRIPT = 'text/javascript; charset=utf-8';

/** Path, folder, file, media type. */
const FILES = [
  [REFERENCE_PATH, 'own', 'reference.html', 'text/html; charset=utf-8'],
  [`${REFERENCE_PATH}/reference.js`, 'own', 'reference.js', SCRIPT],
  [`${REFERENCE_PATH}/swagger-ui-bundle.js`, 'foreign', 'swagger-ui-bundle.js', SCRIPT],
  [`${REFERENCE_PATH}/swagger-ui.css`, 'foreign', 'swagger-ui.css', 'text/css; charset=utf-8'],
] as const;

/**
 * `GET /docs`: `/openapi.json` for people, by Swagger UI, whose files are served from here. They are taken from its
 * plugin, which itself is left out: it would cost a start a tenth of a second, and add routes that nobody asked for.
 */
export function referenceRoutes(app: FastifyInstance, { issuer }: { readonly issuer: string }): void {
  const headers = {
    ...pageHeaders(issuer, IMAGES),
    'cache-control': 'public, max-age=300',
  };
  for (const [path, from, file, mediaType] of FILES) {
    // Read when it is first asked for: most servers never are.
    let content: Promise<Buffer> | undefined;
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      content ??= readFile(join(from === 'own' ? OWN : foreignFolder(), file));
      return reply
        .headers(headers)
        .type(mediaType)
        .send(await content);
    });
  }
}

function foreignFolder(): string {
  const require = createRequire(import.meta.url);
  return join(require.resolve('@fastify/swagger-ui/package.json'), '../static');
}
