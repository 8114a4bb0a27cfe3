import type { Problem } from '@gatepass/protocol';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';

interface ProblemFacts {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Every cause for which the admin API refuses a request. RFC 9457; `type` is `urn:gatepass:problem:<cause>`. */
export const ADMIN_PROBLEMS = {
  token_missing: {
    status: 401,
    title: 'Not authenticated',
    detail: 'Send an operator token as Authorization: Bearer.',
  },
  token_malformed: {
    status: 401,
    title: 'Not authenticated',
    detail: 'This cannot be an operator token of this server; copy it again, whole.',
  },
  token_wrong: { status: 401, title: 'Not authenticated', detail: 'The operator token is not valid.' },
  not_allowed: {
    status: 403,
    title: 'Not allowed',
    detail: 'The role of this operator does not allow this.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing at this path.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'The Allow header names the methods that this path takes.',
  },
  partner_unknown: { status: 404, title: 'Not found', detail: 'There is no such partner.' },
  client_unknown: { status: 404, title: 'Not found', detail: 'There is no such client.' },
  secret_unknown: { status: 404, title: 'Not found', detail: 'There is no such secret.' },
  api_unknown: { status: 404, title: 'Not found', detail: 'There is no such API.' },
  request_malformed: { status: 400, title: 'Malformed request', detail: 'The request is malformed.' },
  media_type_unsupported: { status: 415, title: 'Unsupported media type', detail: 'Send application/json.' },
  body_too_large: { status: 413, title: 'Too large', detail: 'The request body is too large.' },
  account_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'parent_account_id must be 1 to 64 letters, digits, hyphens or underscores.',
  },
  scope_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'scope must be scope tokens separated by single spaces.',
  },
  scope_unknown: {
    status: 400,
    title: 'Malformed request',
    detail: 'scope names a scope that this deployment does not have (setting SCOPES).',
  },
  audience_malformed: {
    status: 400,
    title: 'Malformed request',
    detail: 'audience must be an absolute URI without a fragment.',
  },
  lifetime_empty: {
    status: 400,
    title: 'Malformed request',
    detail: 'expires_at must lie ahead, and after not_before.',
  },
  audience_taken: { status: 409, title: 'Conflict', detail: 'Another API has this audience.' },
  too_many_secrets: {
    status: 409,
    title: 'Conflict',
    detail: 'The client has 5 live secrets; revoke one first.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    detail: 'The database does not answer; nothing was changed. Try again.',
  },
  failed: {
    status: 500,
    title: 'Server error',
    detail: 'The server failed. Report the request id to whoever operates it.',
  },
} as const satisfies Record<string, ProblemFacts>;

export type AdminRefusal = keyof typeof ADMIN_PROBLEMS;

export const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  request_id: Type.String(),
});

/** The one place where an admin refusal meets HTTP. `detail` may say more than the table does. */
export function answerProblem(reply: FastifyReply, cause: AdminRefusal, detail?: string): FastifyReply {
  const facts = ADMIN_PROBLEMS[cause];
  reply.request.refusalCause = cause;
  reply.code(facts.status).type('application/problem+json');
  if (facts.status === 401) reply.header('www-authenticate', 'Bearer realm="gatepass admin"');
  if (facts.status === 503) reply.header('retry-after', '5');
  const problem: Problem = {
    type: `urn:gatepass:problem:${cause}`,
    title: facts.title,
    status: facts.status,
    detail: detail ?? facts.detail,
    request_id: reply.request.id,
  };
  return reply.send(problem);
}
