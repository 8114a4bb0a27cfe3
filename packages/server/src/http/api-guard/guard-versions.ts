import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LedgerReads } from '../../domain/ledger/ledger-store.ts';
import { answerProblem } from '../routes/admin/admin-problem.ts';
import { addRouteHook } from './add-route-hook.ts';
import { describeHeader } from './describe-header.ts';
import { entityTag, parseIfMatch } from './entity-tag.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the object in the path, as it was before the object was read; null where the answer is no such object. */
    version: number | null;
  }
}

/**
 * `GET …/:id` says which version of the object it answers with, and a change of `…/:id/…` is made to that version alone
 * where `If-Match` names it. The version is of the object in the path, whatever else is changed along with it.
 */
export function guardVersions(app: FastifyInstance, ledger: Pick<LedgerReads, 'lastSequence'>): void {
  app.decorateRequest('version', null);
  app.addHook('onRoute', (route) => {
    const reads = [route.method].flat().every((method) => method === 'GET' || method === 'HEAD');
    if (!reads) {
      if (HAS_ID.test(route.url)) describeHeader(route, 'If-Match', IF_MATCH);
      return addRouteHook(route, 'preHandler', expectVersion);
    }
    if (!route.url.endsWith('/:id')) return;
    // Before the object: what is changed in between makes the tag too old, never too new.
    addRouteHook(route, 'preHandler', async (request) => {
      request.version = await ledger.lastSequence(idOf(request) ?? '');
    });
    addRouteHook(route, 'onSend', async (request, reply) => {
      if (request.version !== null && reply.statusCode === 200)
        reply.header('etag', entityTag(request.version));
    });
  });
}

const HAS_ID = /\/:id(?:\/|$)/;
const IF_MATCH = 'The ETag of the object in the path: only if it is of this version still, else 412.';

async function expectVersion(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const header = request.raw.headersDistinct['if-match'];
  if (header === undefined) return undefined;
  const subject = idOf(request);
  if (subject === undefined) return answerProblem(reply, 'if_match_needless');
  const wanted = parseIfMatch(header.join(','));
  if (!wanted.ok) return answerProblem(reply, wanted.refusal);
  // `*` asks that there be such an object; where there is none, the route says so by itself.
  if (wanted.value === 'any') return undefined;
  request.conditions = { ...request.conditions, expected: { subject, sequences: wanted.value } };
  return undefined;
}

function idOf(request: FastifyRequest): string | undefined {
  return (request.params as { readonly id?: string }).id;
}
