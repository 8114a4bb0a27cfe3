import {
  CLIENT_CREDENTIALS,
  type CredentialPrefixes,
  type Environment,
  type Form,
  ok,
  parseClientId,
  parseForm,
  parseSecret,
  type Result,
  refuse,
  type TokenRefusalCause,
} from '@gatepass/protocol';
import type { TokenRequest } from '../../../usecases/issue-token/issue-token.ts';
import { parseBasic } from './basic-credentials.ts';

/** What a request to the token endpoint consists of, once it is known to be a form. */
export interface RawTokenRequest {
  readonly body: Uint8Array;
  /** What follows the question mark, if anything. */
  readonly query: string;
  /** Every `Authorization` header. */
  readonly authorization: readonly string[];
  readonly fromBrowser: boolean;
}

export interface CredentialRules {
  readonly prefixes: CredentialPrefixes;
  readonly environment: Environment;
}

/** Why a request was refused, and the pair it laid open by being sent the way it was. */
export interface TokenRequestRefusal {
  readonly cause: TokenRefusalCause;
  readonly exposed?: { readonly pair: Presented; readonly where: 'query' | 'browser' };
}

/** Credentials as sent, believed in nothing yet. */
export interface Presented {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

/** All that follows from the bytes of a request alone, in the contract's order. No look-up happens here. */
export function parseTokenRequest(
  raw: RawTokenRequest,
  rules: CredentialRules,
): Result<TokenRequest, TokenRequestRefusal> {
  const form = parseForm(raw.body);
  if (!form.ok) return because(FORM_CAUSES[form.refusal]);
  const inQuery = credentialsInQuery(raw.query);
  if (inQuery !== undefined) {
    const pair = {
      clientId: inQuery.clientId ?? parameter(form.value, 'client_id'),
      clientSecret: inQuery.clientSecret,
    };
    return refuse({ cause: 'credentials_in_query', exposed: { pair, where: 'query' } });
  }
  const presented = presentedCredentials(form.value, raw.authorization);
  if (!presented.ok && presented.refusal !== 'basic_malformed') return because(presented.refusal);
  if (raw.fromBrowser && presented.ok && presented.value.clientSecret !== undefined) {
    return refuse({ cause: 'secret_from_browser', exposed: { pair: presented.value, where: 'browser' } });
  }
  const grant = checkGrantType(form.value);
  if (!grant.ok) return because(grant.refusal);
  if (!presented.ok) return because(presented.refusal);
  const credentials = checkCredentials(presented.value, form.value, rules);
  if (!credentials.ok) return because(credentials.refusal);
  return ok({
    ...credentials.value,
    scope: parameter(form.value, 'scope'),
    resource: parameter(form.value, 'resource'),
  });
}

const FORM_CAUSES = {
  malformed_percent: 'form_malformed_percent',
  invalid_utf8: 'form_invalid_utf8',
  duplicate: 'form_duplicate_parameter',
} as const;

function because(cause: TokenRefusalCause): { readonly ok: false; readonly refusal: TokenRequestRefusal } {
  return refuse({ cause });
}

/** RFC 6749 §3.2: a parameter sent without a value counts as omitted. */
function parameter(form: Form, name: string): string | undefined {
  const value = form.get(name);
  return value === '' ? undefined : value;
}

/** RFC 6749 §2.3.1: credentials must not be in the URI. Read leniently, since any trace of them is too much. */
export function credentialsInQuery(query: string): Presented | undefined {
  if (query === '') return undefined;
  const parameters = new URLSearchParams(query);
  if (!['client_id', 'client_secret', 'client_assertion'].some((name) => parameters.has(name)))
    return undefined;
  return {
    clientId: parameters.get('client_id') ?? undefined,
    clientSecret: parameters.get('client_secret') ?? undefined,
  };
}

/** RFC 6749 §2.3: one way to authenticate a request, and no more. */
function presentedCredentials(
  form: Form,
  authorization: readonly string[],
): Result<Presented, TokenRefusalCause> {
  const clientId = parameter(form, 'client_id');
  const clientSecret = parameter(form, 'client_secret');
  const asserted = parameter(form, 'client_assertion') !== undefined;
  const [header] = authorization;
  if (authorization.length > 1) return refuse('authorization_repeated');
  if (header === undefined) {
    return asserted && clientSecret !== undefined
      ? refuse('two_authentication_methods')
      : ok({ clientId, clientSecret });
  }
  if (clientSecret !== undefined || asserted) return refuse('two_authentication_methods');
  const basic = parseBasic(header);
  if (!basic.ok) return refuse('basic_malformed');
  if (clientId !== undefined && clientId !== basic.value.clientId) return refuse('client_id_contradicts');
  return ok({
    clientId: basic.value.clientId === '' ? undefined : basic.value.clientId,
    clientSecret: basic.value.clientSecret === '' ? undefined : basic.value.clientSecret,
  });
}

function checkGrantType(form: Form): Result<undefined, TokenRefusalCause> {
  const grantType = parameter(form, 'grant_type');
  if (grantType === undefined) return refuse('grant_type_missing');
  return grantType === CLIENT_CREDENTIALS ? ok(undefined) : refuse('grant_type_unsupported');
}

/** What the text of a pair shows: whether it is there, of this environment, and without a typing error. */
function checkCredentials(
  { clientId, clientSecret }: Presented,
  form: Form,
  { prefixes, environment }: CredentialRules,
): Result<Pick<TokenRequest, 'clientId' | 'clientSecret' | 'secretId'>, TokenRefusalCause> {
  const asserted = parameter(form, 'client_assertion') ?? parameter(form, 'client_assertion_type');
  if (asserted !== undefined) return refuse('client_assertion_unsupported');
  if (clientId === undefined) return refuse('client_id_missing');
  if (clientSecret === undefined) return refuse('client_secret_missing');
  const id = parseClientId(clientId, prefixes.clientId, environment);
  if (!id.ok) return refuse(id.refusal === 'environment' ? 'client_id_environment' : 'client_id_malformed');
  const secret = parseSecret(clientSecret, prefixes.clientSecret, environment);
  if (!secret.ok) return refuse(SECRET_CAUSES[secret.refusal]);
  return ok({ clientId, clientSecret, secretId: secret.value.secretId });
}

const SECRET_CAUSES = {
  environment: 'client_secret_environment',
  prefix: 'client_secret_malformed',
  shape: 'client_secret_malformed',
  checksum: 'client_secret_checksum',
} as const;
