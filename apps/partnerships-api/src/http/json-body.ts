import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './send-refusal.ts';

export const BODY_LIMIT_BYTES = 65_536;

const FORM = 'application/x-www-form-urlencoded';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A body that is refused while it is read. Its text is no part of the error: it may hold anything. */
export class RefusedBody extends Error {
  override readonly name = 'RefusedBody';
  readonly reason: 'body_malformed' | 'media_type_unsupported' | 'token_in_body';

  constructor(reason: RefusedBody['reason']) {
    super('The body was refused.');
    this.reason = reason;
  }
}

/**
 * Takes JSON bodies and no others; nothing is inflated. Strict about UTF-8: the parser that comes with Fastify
 * replaces what is not, and the API would then store what nobody sent (RFC 8259 §8.1).
 */
export function acceptJsonBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      return sendRefusal(request, reply, { reason: 'media_type_unsupported' });
    }
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) =>
    parseJson(bytes),
  );
  // Read for one thing only: a second token is refused as such (RFC 6750 §2), wherever it is.
  app.addContentTypeParser(FORM, { parseAs: 'string' }, async (_: unknown, form: string) => {
    const hasToken = new URLSearchParams(form).has('access_token');
    throw new RefusedBody(hasToken ? 'token_in_body' : 'media_type_unsupported');
  });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new RefusedBody('body_malformed');
  }
}
