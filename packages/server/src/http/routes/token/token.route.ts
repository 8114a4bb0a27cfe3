import type { IncomingMessage } from 'node:http';
import {
  type CredentialPrefixes,
  FORM_MEDIA_TYPE,
  formatScope,
  parseSecret,
  type Result,
  TOKEN_PATH,
  type TokenResponse,
} from '@gatepass/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IssuedToken, TokenRequest } from '../../../usecases/issue-token/issue-token.ts';
import type { SeenPair } from '../../../usecases/note-exposed-secret/note-exposed-secret.ts';
import { answerRefusal } from '../../answer-refusal.ts';
import { OAuthErrorSchema } from '../../oauth-error-schema.ts';
import { checkHeaders, MAX_TOKEN_BODY_BYTES } from './check-headers.ts';
import {
  type CredentialRules,
  credentialsInQuery,
  type Presented,
  parseTokenRequest,
} from './parse-token-request.ts';

export interface TokenRouteDeps extends CredentialRules {
  readonly issueToken: (
    request: TokenRequest,
  ) => Promise<Result<IssuedToken, Parameters<typeof answerRefusal>[1]>>;
  /** Notes a pair as exposed, some time after the answer. */
  readonly noteExposed: (pair: SeenPair) => void;
  readonly prefixes: CredentialPrefixes;
}

const TokenResponseSchema = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer(),
  scope: Type.Optional(Type.String()),
});

/** Those with which a person or a script might put a pair into the URL. Every other method is 405 as well. */
const OTHER_METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** `POST /api/v1/oauth/token`, RFC 6749 §3.2. */
export async function tokenRoute(app: FastifyInstance, deps: TokenRouteDeps): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    FORM_MEDIA_TYPE,
    { parseAs: 'buffer', bodyLimit: MAX_TOKEN_BODY_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.post<{ Body: Buffer | undefined }>(
    TOKEN_PATH,
    {
      schema: { response: { 200: TokenResponseSchema, '4xx': OAuthErrorSchema, '5xx': OAuthErrorSchema } },
      onRequest: (request, reply, done) => {
        const headers = checkHeaders(request.raw.headers);
        if (headers.ok) done();
        else answerRefusal(reply, headers.refusal);
      },
    },
    async (request, reply) => {
      const parsed = parseTokenRequest(
        {
          body: request.body ?? Buffer.alloc(0),
          query: queryOf(request.raw.url),
          authorization: authorizationOf(request.raw),
          fromBrowser: isFromBrowser(request.raw),
        },
        deps,
      );
      if (!parsed.ok) {
        const { cause, exposed } = parsed.refusal;
        if (exposed !== undefined) noteExposed(deps, request, exposed.pair, exposed.where);
        return answerRefusal(reply, cause);
      }
      request.clientId = parsed.value.clientId;
      const issued = await deps.issueToken(parsed.value);
      if (!issued.ok) return answerRefusal(reply, issued.refusal);
      // RFC 6749 §5.1.
      reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
      return toTokenResponse(issued.value, parsed.value.scope !== undefined);
    },
  );

  app.route({
    method: OTHER_METHODS,
    url: TOKEN_PATH,
    config: { refusesMethod: true },
    schema: { response: { '4xx': OAuthErrorSchema } },
    onRequest: async (request, reply) => {
      const inQuery = credentialsInQuery(queryOf(request.raw.url));
      if (inQuery !== undefined) noteExposed(deps, request, inQuery, 'query');
      reply.header('allow', 'POST');
      return answerRefusal(reply, 'method_not_allowed');
    },
    handler: (_request, reply) => answerRefusal(reply, 'method_not_allowed'),
  });
}

function toTokenResponse(issued: IssuedToken, scopeWasAsked: boolean): TokenResponse {
  return {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.expiresInSeconds,
    ...(scopeWasAsked && { scope: formatScope(issued.scope) }),
  };
}

function queryOf(url: string | undefined): string {
  const mark = url?.indexOf('?') ?? -1;
  return url === undefined || mark === -1 ? '' : url.slice(mark + 1);
}

/** `headers` keeps only the first of two `Authorization` headers; the second must not go unseen. */
function authorizationOf(raw: IncomingMessage): readonly string[] {
  return raw.headers.authorization === undefined ? [] : (raw.headersDistinct.authorization ?? []);
}

/**
 * Only browsers send these of themselves: `Origin` on every POST by a script, `Sec-Fetch-Site` and
 * `Sec-Fetch-Dest` with every request (Fetch Metadata). Node's own fetch sends `Sec-Fetch-Mode`, so that tells nothing.
 */
function isFromBrowser(raw: IncomingMessage): boolean {
  const { headers } = raw;
  return (
    headers.origin !== undefined ||
    headers['sec-fetch-site'] !== undefined ||
    headers['sec-fetch-dest'] !== undefined
  );
}

/** Only a pair whose text could be right is worth looking up. */
function noteExposed(
  deps: TokenRouteDeps,
  request: FastifyRequest,
  { clientId, clientSecret }: Presented,
  where: SeenPair['where'],
): void {
  if (clientId === undefined || clientSecret === undefined) return;
  const parsed = parseSecret(clientSecret, deps.prefixes.clientSecret, deps.environment);
  if (!parsed.ok) return;
  deps.noteExposed({ clientId, clientSecret, secretId: parsed.value.secretId, where, requestId: request.id });
}
