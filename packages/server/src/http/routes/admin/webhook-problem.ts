import type { FastifyReply } from 'fastify';
import { WEBHOOK_URL_DEFECTS } from '../../../domain/delivery/webhook-url.ts';
import type { PublicUrlDefect } from '../../../domain/network/public-url.ts';
import { type AdminRefusal, answerProblem } from './admin-problem.ts';

/** Says what is wrong with a webhook's URL, and what to give instead; never repeats it. */
export function answerWebhookProblem(
  reply: FastifyReply,
  refusal: AdminRefusal | { readonly urlDefect: PublicUrlDefect },
): FastifyReply {
  if (typeof refusal === 'string') return answerProblem(reply, refusal);
  return answerProblem(reply, 'webhook_url_refused', WEBHOOK_URL_DEFECTS[refusal.urlDefect]);
}
