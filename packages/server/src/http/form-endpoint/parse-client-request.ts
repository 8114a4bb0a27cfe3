import {
  CLIENT_CREDENTIALS,
  type CredentialPrefixes,
  type Environment,
  type Form,
  JWT_BEARER_ASSERTION,
  ok,
  parseClientId,
  parseForm,
  parseSecret,
  type Result,
  refuse,
  type TokenRefusalCause,
} from '@gatepass/protocol';
import { parseAssertion } from '../../domain/assertion/parse-assertion.ts';
import type { PresentedClient } from '../../usecases/authenticate-client/authenticate-client.ts';
import { parseBasic } from './basic-credentials.ts';

/** What a request consists of, once it is known to be a form. */
export interface RawRequest {
  readonly body: Uint8Array;
  /** What follows the question mark, if anything. */
  readonly query: string;
  /** Every `Authorization` header. */
  readonly authorization: readonly string[];
  readonly fromBrowser: boolean;
}

/** What this deployment's credentials look like, and whom assertions are made for. */
export interface CredentialRules {
  readonly prefixes: CredentialPrefixes;
  readonly environment: Environment;
  readonly issuer: string;
}

/** What one endpoint wants of a request beside the credentials of a client. */
export interface EndpointRules {
  /** `grant_type=client_credentials`. */
  readonly needsGrantType?: true;
  /** An API may authenticate as well, with `Authorization: Bearer` and its key (RFC 7662 §2.1). */
  readonly acceptsApiKey?: true;
}

export type Caller =
  | { readonly kind: 'client'; readonly presented: PresentedClient }
  | { readonly kind: 'api'; readonly key: string; readonly keyId: string };

export interface ClientRequest {
  readonly form: Form;
  readonly caller: Caller;
}

/** Why a request was refused, and the pair it laid open by being sent the way it was. */
export interface RequestRefusal {
  readonly cause: TokenRefusalCause;
  /** Where its text is one. */
  readonly clientId?: string;
  /** The id in the text of the secret that was laid open, likewise. */
  readonly credentialId?: string;
  readonly exposed?: { readonly pair: Pair; readonly where: 'query' | 'browser' };
}

/** Credentials as sent, believed in nothing yet. */
export interface Pair {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

interface Presented extends Pair {
  readonly assertion?: string | undefined;
  readonly assertionType?: string | undefined;
  readonly apiKey?: string;
}

/** All that follows from the bytes of a request alone, in the contract's order. No look-up happens here. */
export function parseClientRequest(
  raw: RawRequest,
  rules: CredentialRules,
  endpoint: EndpointRules,
  now: number,
): Result<ClientRequest, RequestRefusal> {
  const form = parseForm(raw.body);
  if (!form.ok) return refuse({ cause: FORM_CAUSES[form.refusal] });
  const inQuery = credentialsInQuery(raw.query);
  if (inQuery !== undefined) {
    const pair = {
      clientId: inQuery.clientId ?? parameter(form.value, 'client_id'),
      clientSecret: inQuery.clientSecret,
    };
    const exposed = { pair, where: 'query' } as const;
    return refuse({
      cause: 'credentials_in_query',
      ...namedClient(pair, rules),
      ...namedSecret(pair, rules),
      exposed,
    });
  }
  const presented = presentedCredentials(form.value, raw.authorization, endpoint);
  if (!presented.ok && presented.refusal !== 'basic_malformed') return refuse({ cause: presented.refusal });
  if (raw.fromBrowser && presented.ok && presented.value.clientSecret !== undefined) {
    const { value: pair } = presented;
    const exposed = { pair, where: 'browser' } as const;
    return refuse({
      cause: 'secret_from_browser',
      ...namedClient(pair, rules),
      ...namedSecret(pair, rules),
      exposed,
    });
  }
  if (endpoint.needsGrantType) {
    const grant = checkGrantType(form.value);
    if (!grant.ok) return refuse({ cause: grant.refusal });
  }
  if (!presented.ok) return refuse({ cause: presented.refusal });
  const caller = checkCredentials(presented.value, rules, endpoint, now);
  if (caller.ok) return ok({ form: form.value, caller: caller.value });
  return refuse({ cause: caller.refusal, ...namedClient(presented.value, rules) });
}

const FORM_CAUSES = {
  malformed_percent: 'form_malformed_percent',
  invalid_utf8: 'form_invalid_utf8',
  duplicate: 'form_duplicate_parameter',
} as const;

/** RFC 6749 §3.2: a parameter sent without a value counts as omitted. */
export function parameter(form: Form, name: string): string | undefined {
  const value = form.get(name);
  return value === '' ? undefined : value;
}

/** RFC 6749 §2.3.1: credentials must not be in the URI. Read leniently, since any trace of them is too much. */
export function credentialsInQuery(query: string): Pair | undefined {
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
  endpoint: EndpointRules,
): Result<Presented, TokenRefusalCause> {
  const clientId = parameter(form, 'client_id');
  const clientSecret = parameter(form, 'client_secret');
  const assertion = parameter(form, 'client_assertion');
  const [header] = authorization;
  if (authorization.length > 1) return refuse('authorization_repeated');
  if (header === undefined) {
    if (assertion !== undefined && clientSecret !== undefined) return refuse('two_authentication_methods');
    return ok({ clientId, clientSecret, assertion, assertionType: parameter(form, 'client_assertion_type') });
  }
  if (clientSecret !== undefined || assertion !== undefined) return refuse('two_authentication_methods');
  if (endpoint.acceptsApiKey && /^bearer /i.test(header)) {
    return ok({ clientId: undefined, clientSecret: undefined, apiKey: header.slice(7) });
  }
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

/** What the text of credentials shows: whether they are there, of this environment, and without a typing error. */
function checkCredentials(
  presented: Presented,
  rules: CredentialRules,
  endpoint: EndpointRules,
  now: number,
): Result<Caller, TokenRefusalCause> {
  if (presented.apiKey !== undefined) return checkApiKey(presented.apiKey, rules);
  if (presented.assertion !== undefined || presented.assertionType !== undefined) {
    return checkAssertion(presented, rules, now);
  }
  const { clientId, clientSecret } = presented;
  if (clientId === undefined) {
    const anonymous = endpoint.acceptsApiKey && clientSecret === undefined;
    return refuse(anonymous ? 'caller_not_authenticated' : 'client_id_missing');
  }
  if (clientSecret === undefined) return refuse('client_secret_missing');
  const id = parseClientId(clientId, rules.prefixes.clientId, rules.environment);
  if (!id.ok) return refuse(id.refusal === 'environment' ? 'client_id_environment' : 'client_id_malformed');
  const secret = parseSecret(clientSecret, rules.prefixes.clientSecret, rules.environment);
  if (!secret.ok) return refuse(SECRET_CAUSES[secret.refusal]);
  const proof = { kind: 'secret', text: clientSecret, secretId: secret.value.secretId } as const;
  return ok({ kind: 'client', presented: { clientId, proof } });
}

const SECRET_CAUSES = {
  environment: 'client_secret_environment',
  prefix: 'client_secret_malformed',
  shape: 'client_secret_malformed',
  checksum: 'client_secret_checksum',
} as const;

/** RFC 7521 §4.2: type and assertion come together, and `client_id` may be left out. */
function checkAssertion(
  { clientId, assertion, assertionType }: Presented,
  { prefixes, environment, issuer }: CredentialRules,
  now: number,
): Result<Caller, TokenRefusalCause> {
  if (assertion === undefined || assertionType !== JWT_BEARER_ASSERTION) {
    return refuse('assertion_type_unknown');
  }
  const parsed = parseAssertion(assertion, {
    issuer,
    now,
    clientId,
    clientIdPrefix: prefixes.clientId,
    environment,
  });
  if (!parsed.ok) return parsed;
  const proof = { kind: 'assertion', assertion: parsed.value } as const;
  return ok({ kind: 'client', presented: { clientId: parsed.value.clientId, proof } });
}

function checkApiKey(
  key: string,
  { prefixes, environment }: CredentialRules,
): Result<Caller, 'api_key_malformed'> {
  const parsed = parseSecret(key, prefixes.apiKey, environment);
  return parsed.ok ? ok({ kind: 'api', key, keyId: parsed.value.secretId }) : refuse('api_key_malformed');
}

/** The client that a refused request names, where the name could be one: its owner may ask why. */
function namedClient({ clientId }: Pair, rules: CredentialRules): Pick<RequestRefusal, 'clientId'> {
  if (clientId === undefined) return {};
  return parseClientId(clientId, rules.prefixes.clientId, rules.environment).ok ? { clientId } : {};
}

/** The secret that was laid open, where it could be one: its owner must know which to replace. */
function namedSecret({ clientSecret }: Pair, rules: CredentialRules): Pick<RequestRefusal, 'credentialId'> {
  if (clientSecret === undefined) return {};
  const secret = parseSecret(clientSecret, rules.prefixes.clientSecret, rules.environment);
  return secret.ok ? { credentialId: secret.value.secretId } : {};
}
