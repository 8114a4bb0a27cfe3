import { CREDENTIAL_REQUESTS_PATH, PARTNER_PATH, type Problem } from '@gatepass/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { named } from '../../named-schema.ts';
import { CLIENT_PROBLEMS } from './problems/client-problems.ts';
import { ISSUANCE_PROBLEMS } from './problems/issuance-problems.ts';
import { PEOPLE_PROBLEMS } from './problems/people-problems.ts';
import type { ProblemFacts } from './problems/problem-facts.ts';
import { RECORD_PROBLEMS } from './problems/record-problems.ts';
import { REQUEST_PROBLEMS } from './problems/request-problems.ts';

/** Every cause for which the admin and the partner API refuse a request. RFC 9457; `type` is `urn:gatepass:problem:<cause>`. */
export const ADMIN_PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...CLIENT_PROBLEMS,
  ...PEOPLE_PROBLEMS,
  ...ISSUANCE_PROBLEMS,
  ...RECORD_PROBLEMS,
} as const satisfies Record<string, ProblemFacts>;

export type AdminRefusal = keyof typeof ADMIN_PROBLEMS;

export const ProblemSchema = named(
  'Problem',
  Type.Object({
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    request_id: Type.String(),
    /** What the request made that came first, where it is a repeat. */
    ids: Type.Optional(Type.Array(Type.String())),
  }),
);

/**
 * The one place where an admin refusal meets HTTP. `detail` may say more than the table does, and `more` what programs
 * need to go on (RFC 9457 §3.2).
 */
export function answerProblem(
  reply: FastifyReply,
  cause: AdminRefusal,
  detail?: string,
  more: { readonly ids?: readonly string[] } = {},
): FastifyReply {
  const facts = ADMIN_PROBLEMS[cause];
  reply.request.refusalCause = cause;
  // Also where no hook has said so: a path in another spelling passes none of the API's.
  reply.code(facts.status).type('application/problem+json').header('cache-control', 'no-store');
  if (facts.status === 401) reply.header('www-authenticate', `Bearer realm="${realmOf(reply.request)}"`);
  if (facts.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '5');
  const problem: Problem = {
    type: `urn:gatepass:problem:${cause}`,
    title: facts.title,
    status: facts.status,
    detail: detail ?? facts.detail,
    request_id: reply.request.id,
  };
  return reply.send({ ...problem, ...more });
}

/** Two protection spaces: a token of the one is none in the other. */
function realmOf({ url }: FastifyRequest): string {
  if (url.startsWith(CREDENTIAL_REQUESTS_PATH)) return 'gatepass requests';
  return url.startsWith(PARTNER_PATH) ? 'gatepass partner' : 'gatepass admin';
}
