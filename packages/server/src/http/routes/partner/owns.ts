import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OwnedNoun } from '../../../domain/partner/owned-noun.ts';
import type { Store } from '../../../domain/store.ts';
import { type AdminRefusal, answerProblem } from '../admin/admin-problem.ts';
import { memberOf } from './authenticate-member.ts';

/** What is said of anything that is not the partner's: the same as where there is nothing at all. */
const UNKNOWN = {
  client: 'client_unknown',
  secret: 'secret_unknown',
  client_key: 'key_unknown',
  request: 'request_unknown',
  webhook: 'webhook_unknown',
} as const satisfies Partial<Record<OwnedNoun, AdminRefusal>>;

/**
 * The `:id` of the path must be such a thing of the member's own partner; nothing else of the request is looked at
 * before. The one place where the partner API decides whose something is: a route with an `:id` and without this is a
 * bug, and a test finds it.
 */
export function owns(store: Pick<Store, 'partnerOf'>, noun: keyof typeof UNKNOWN) {
  const check = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { id } = request.params as { readonly id: string };
    const owner = await store.partnerOf(id, noun);
    return owner === memberOf(request).partnerId ? undefined : answerProblem(reply, UNKNOWN[noun]);
  };
  return Object.assign(check, { owned: noun });
}
