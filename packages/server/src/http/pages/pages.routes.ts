import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { LINK_PATHS } from '../../domain/link/link-address.ts';
import { pageHeaders } from './page-headers.ts';

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Path, file in the folder `pages` of this package, media type. */
const FILES = [
  [LINK_PATHS.confirm, 'confirm.html', HTML],
  [LINK_PATHS.claim, 'claim.html', HTML],
  ['/pages/confirm.js', 'confirm.js', SCRIPT],
  ['/pages/claim.js', 'claim.js', SCRIPT],
  ['/pages/link.js', 'link.js', SCRIPT],
  ['/pages/page.css', 'page.css', STYLE],
] as const;

/**
 * The pages that mailed links lead to: the same bytes for whoever asks. What the link says stands in its fragment,
 * which never gets here; the page presents it when a person presses its button.
 */
export async function pagesRoutes(
  app: FastifyInstance,
  { issuer }: { readonly issuer: string },
): Promise<void> {
  const headers = pageHeaders(issuer);
  for (const [path, file, mediaType] of FILES) {
    const content = readFileSync(new URL(`../../../pages/${file}`, import.meta.url), 'utf8');
    app.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply.headers(headers).type(mediaType).send(content),
    );
  }
}
