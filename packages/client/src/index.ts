export type { AccessToken } from './access-token.ts';
export type { ClientKey, PlatformKey, PrivateJwk } from './authentication/client-key.ts';
export type { ClientSecret } from './authentication/client-secret.ts';
export type { SigningAlgorithm } from './authentication/signing-algorithm.ts';
export type { ClientOptions, KeyClientOptions, SecretClientOptions } from './client-options.ts';
export { createClient, type GatepassClient } from './create-client.ts';
export { BrowserRefusedError } from './errors/browser-refused-error.ts';
export { ClientKeyUnusableError } from './errors/client-key-unusable-error.ts';
export { ClientSecretUnavailableError } from './errors/client-secret-unavailable-error.ts';
export {
  GatepassClientError,
  type GatepassClientErrorCode,
  isGatepassClientError,
} from './errors/gatepass-client-error.ts';
export { TokenRequestRefusedError } from './errors/token-request-refused-error.ts';
export { TokenResponseInvalidError } from './errors/token-response-invalid-error.ts';
export { TokenServerBusyError } from './errors/token-server-busy-error.ts';
export { TokenServerUnreachableError } from './errors/token-server-unreachable-error.ts';
export type { ProtectedFetch, ProtectedRequestInit } from './protected/protected-fetch.ts';
export type { ClientWarning, CredentialExpiryWarning } from './token/credential-expiry.ts';
