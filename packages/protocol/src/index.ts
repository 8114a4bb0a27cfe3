export { isAccountId, isWrite, PARENT_ACCOUNT_HEADER } from './account/parent-account.ts';
export {
  type Api,
  type Client,
  type CreateApi,
  type CreateClient,
  type CreatedApi,
  type CreatedClient,
  type CreatedOperator,
  type CreatedSecret,
  type CreateOperator,
  type CreatePartner,
  type CreateSecret,
  type Deployment,
  type LedgerVerification,
  type Operator,
  type Page,
  type Partner,
  type Problem,
  ROLES,
  type Role,
  type Secret,
  type SecretState,
  type Status,
  type Timestamp,
} from './admin-api/types.ts';
export { type RandomBytes, randomBase62 } from './credential/base62.ts';
export {
  type CredentialDefect,
  type CredentialPrefixes,
  DEFAULT_PREFIXES,
  type Environment,
  makeClientId,
  makeSecret,
  type ParsedSecret,
  parseClientId,
  parseSecret,
} from './credential/credential-format.ts';
export {
  decodeFormComponent,
  encodeFormComponent,
  type Form,
  type FormRefusal,
  parseForm,
} from './form/parse-form.ts';
export {
  ACCESS_TOKEN_TYPE,
  type AccessTokenClaims,
  type AccessTokenHeader,
  MAX_TOKEN_LIFETIME_SECONDS,
  type OAuthErrorBody,
  type TokenResponse,
} from './oauth/access-token.ts';
export {
  ADMIN_PATH,
  CLIENT_CREDENTIALS,
  FORM_MEDIA_TYPE,
  JWKS_PATH,
  METADATA_PATH,
  TOKEN_PATH,
} from './oauth/endpoints.ts';
export { TOKEN_REFUSALS, type TokenRefusalCause, tokenRefusalFacts } from './oauth/token-refusal.ts';
export { isLoopbackHost, isSecureUrl } from './origin/secure-url.ts';
export { ok, type Result, refuse } from './result.ts';
export { formatScope, narrowScope, parseScope, type Scope } from './scope/scope.ts';
