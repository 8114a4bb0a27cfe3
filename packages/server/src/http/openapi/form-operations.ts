import {
  CLIENT_CREDENTIALS,
  FORM_MEDIA_TYPE,
  INTROSPECTION_PATH,
  JWT_BEARER_ASSERTION,
  PARTNER_SELF_PATH,
  REVOCATION_PATH,
  TOKEN_PATH,
} from '@gatepass/protocol';
import { Type } from 'typebox';
import { named } from '../named-schema.ts';
import { OAuthErrorSchema } from '../oauth-error-schema.ts';
import { CHANGES_NOTHING, type Operation, operation } from '../operation.ts';
import { shownOnce } from '../routes/admin/admin-schemas.ts';
import { RequestExplanationSchema } from '../routes/admin/failure-schemas.ts';
import type { Security } from './security-schemes.ts';

const text = (description: string) => Type.String({ description });
const optional = (description: string) => Type.Optional(text(description));
const timeOrNull = Type.Union([Type.String(), Type.Null()]);

/** RFC 6749 §2.3.1 and RFC 7523 §2.2: what stands in the form where nothing stands in the header. */
const credentials = {
  client_id: optional('With client_secret, where no Authorization header is sent.'),
  client_secret: optional('The client’s secret.'),
  client_assertion_type: Type.Optional(Type.Literal(JWT_BEARER_ASSERTION)),
  client_assertion: optional('A JWT that the client’s key has signed (RFC 7523 §2.2).'),
};

/** As `TokenResponse` of protocol. */
const TokenResponseSchema = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  scope: optional('Only where the request sent one that is not empty.'),
});

/** As `IntrospectionResponse` of protocol. */
const IntrospectionSchema = Type.Union([
  Type.Object({
    active: Type.Literal(true),
    iss: Type.String(),
    sub: Type.String(),
    client_id: Type.String(),
    aud: Type.String(),
    scope: Type.String(),
    exp: Type.Integer(),
    iat: Type.Integer(),
    jti: Type.String(),
    token_type: Type.Literal('Bearer'),
    parent_account_id: Type.String(),
    credential_id: Type.String(),
  }),
  Type.Object({ active: Type.Literal(false) }),
]);

const OwnSecretSchema = named(
  'OwnSecret',
  Type.Object({
    client_secret: shownOnce,
    secret_id: Type.String(),
    expires_at: timeOrNull,
    replaces: timeOrNull,
    made_with: timeOrNull,
  }),
);

interface FormOperation {
  readonly about: Operation;
  /** Besides the client's credentials. */
  readonly fields: Type.TProperties;
  readonly success: readonly [status: number, body: Type.TSchema | undefined];
  readonly security: Security;
}

/** What stands in the form is no scheme of OpenAPI's, so it counts as none. */
const AS_CLIENT: Security = [{ clientBasic: [] }, {}];
const asks = (id: string, summary: string) => ({ ...operation(id, summary), ...CHANGES_NOTHING });
const token = { token: text('The access token.'), token_type_hint: optional('Says nothing here.') };

const FORM_OPERATIONS: Readonly<Record<string, FormOperation>> = {
  [TOKEN_PATH]: {
    about: asks('requestToken', 'Exchange a client’s credential for an access token (RFC 6749 §4.4).'),
    fields: {
      grant_type: Type.Literal(CLIENT_CREDENTIALS),
      scope: optional('Scope tokens, joined by spaces; all that the client has where it is left out.'),
      resource: optional('The audience of the token (RFC 8707 §2).'),
    },
    success: [200, TokenResponseSchema],
    security: AS_CLIENT,
  },
  [INTROSPECTION_PATH]: {
    about: asks('introspectToken', 'Ask whether a token is good now (RFC 7662 §2).'),
    fields: token,
    success: [200, IntrospectionSchema],
    security: [{ apiKey: [] }, ...AS_CLIENT],
  },
  [REVOCATION_PATH]: {
    about: operation('revokeToken', 'Revoke a token of one’s own (RFC 7009 §2).', [
      'token.revoked',
      'token.revocation_refused',
    ]),
    fields: token,
    success: [200, undefined],
    security: AS_CLIENT,
  },
  [`${PARTNER_SELF_PATH}/secrets`]: {
    about: operation('createSelfSecret', 'Make a client the next secret, with the one that it has.', [
      'secret.rotating',
      'secret.created',
    ]),
    fields: { label: optional('Up to 200 characters; the day by default.') },
    success: [201, OwnSecretSchema],
    security: AS_CLIENT,
  },
  [`${PARTNER_SELF_PATH}/explanations`]: {
    about: asks('explainSelfRequest', 'Tell a client why a request in its name was refused.'),
    fields: { request_id: text('The X-Request-Id of the answer.') },
    success: [200, RequestExplanationSchema],
    security: AS_CLIENT,
  },
};

/**
 * The endpoints on node:http (`form-endpoint/`), which the framework knows nothing of, as they stand in the `paths` of
 * an OpenAPI document. Throws for one that is not written down above.
 */
export function formPaths(paths: readonly string[]): Record<string, { readonly post: object }> {
  return Object.fromEntries(paths.map((path) => [path, { post: describe(path) }]));
}

function describe(path: string): object {
  const described = FORM_OPERATIONS[path];
  if (described === undefined) throw new Error(`the form endpoint ${path} is not described`);
  const { about, fields, success, security } = described;
  const form = Type.Object({ ...fields, ...credentials });
  return {
    ...about,
    requestBody: { required: true, content: { [FORM_MEDIA_TYPE]: { schema: form } } },
    security,
    responses: responsesOf(success),
  };
}

function responsesOf([status, body]: FormOperation['success']): Record<string, object> {
  const refused = { description: 'Refused (RFC 6749 §5.2).', ...json(OAuthErrorSchema) };
  return {
    [status]: { description: 'Done.', ...(body !== undefined && json(body)) },
    '4XX': refused,
    '5XX': refused,
  };
}

function json(schema: Type.TSchema): object {
  return { content: { 'application/json': { schema } } };
}
