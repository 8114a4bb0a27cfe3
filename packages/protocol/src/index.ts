export { isAccountId, isWrite, PARENT_ACCOUNT_HEADER } from './account/parent-account.ts';
export { type ApiClient, createApiClient, type Send } from './admin-api/api-client.ts';
export type * from './admin-api/api-types.ts';
export { OPERATIONS, type Operations } from './admin-api/operations.ts';
export { PARTNER_OPERATIONS, type PartnerOperations } from './admin-api/partner-operations.ts';
export {
  type LastUse,
  type Page,
  ROLES,
  type Role,
  type SecretState,
  type Status,
  type Timestamp,
  type Usage,
} from './admin-api/types.ts';
export { type RandomBytes, randomBase62 } from './credential/base62.ts';
export {
  type CredentialDefect,
  type CredentialPrefixes,
  DEFAULT_PREFIXES,
  type Environment,
  isCredentialPrefix,
  makeClientId,
  makeSecret,
  type ParsedSecret,
  parseClientId,
  parseSecret,
} from './credential/credential-format.ts';
export type { SecretKind } from './credential/scan/secret-leads.ts';
export {
  createSecretScanner,
  type FoundSecret,
  type SecretScanner,
} from './credential/scan/secret-scanner.ts';
export {
  decodeFormComponent,
  encodeFormComponent,
  type Form,
  type FormRefusal,
  parseForm,
} from './form/parse-form.ts';
export { decodeBase64url } from './jose/base64url.ts';
export { type CompactJws, type CompactJwsDefect, parseCompactJws } from './jose/compact-jws.ts';
export { type JsonObject, parseJsonObject } from './jose/json-object.ts';
export { isKeyId } from './jose/key-id.ts';
export {
  ACCESS_TOKEN_TYPE,
  type AccessTokenClaims,
  type AccessTokenHeader,
  MAX_TOKEN_LIFETIME_SECONDS,
  type TokenResponse,
} from './oauth/access-token.ts';
export {
  ADMIN_PATH,
  CLAIMS_PATH,
  CLIENT_CREDENTIALS,
  CLIENT_INSTANCE_HEADER,
  CLIENT_VERSION_HEADER,
  CREDENTIAL_EXPIRES_HEADER,
  CREDENTIAL_REQUESTS_PATH,
  FORM_MEDIA_TYPE,
  INTROSPECTION_PATH,
  JWKS_PATH,
  JWT_BEARER_ASSERTION,
  LEAKS_PATH,
  METADATA_PATH,
  PARTNER_PATH,
  PARTNER_SELF_PATH,
  REVOCATION_PATH,
  TOKEN_PATH,
} from './oauth/endpoints.ts';
export type { ActiveToken, IntrospectionResponse } from './oauth/introspection.ts';
export { EVIDENCE, type EvidenceName } from './oauth/refusals/evidence.ts';
export {
  TOKEN_REFUSALS,
  type TokenRefusalCause,
  tokenRefusalFacts,
} from './oauth/token-refusal.ts';
export { isLoopbackHost, isSecureUrl } from './origin/secure-url.ts';
export { ok, type Result, refuse } from './result.ts';
export { formatScope, narrowScope, parseScope, type Scope } from './scope/scope.ts';
