/** Paths below the issuer's origin. */
export const TOKEN_PATH = '/api/v1/oauth/token';
/** RFC 7662 §2. */
export const INTROSPECTION_PATH = '/api/v1/oauth/introspect';
/** RFC 7009 §2. */
export const REVOCATION_PATH = '/api/v1/oauth/revoke';
export const JWKS_PATH = '/.well-known/jwks.json';
/** RFC 8414 §3. */
export const METADATA_PATH = '/.well-known/oauth-authorization-server';
export const ADMIN_PATH = '/api/v1/admin';
/** What the members of a partner do for it. */
export const PARTNER_PATH = '/api/v1/partner';
/** What a client does for itself, authenticated as at the token endpoint. */
export const PARTNER_SELF_PATH = '/api/v1/partner/self';
/** Where whoever has a link and a code gets the credential, once. */
export const CLAIMS_PATH = '/api/v1/claims';
/** Where anybody asks for credentials. */
export const CREDENTIAL_REQUESTS_PATH = '/api/v1/credential-requests';
export const LEAKS_PATH = '/api/v1/leaks';

export const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';
/** RFC 6749 §4.4. */
export const CLIENT_CREDENTIALS = 'client_credentials';
/** RFC 7523 §2.2. */
export const JWT_BEARER_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Request header: the SDK that asks and its version, e.g. `gatepass-client/0.1.0`. Evidence for rotations, never trusted. */
export const CLIENT_VERSION_HEADER = 'gatepass-client';
/** Request header: a random id that one process of the partner keeps for its life. */
export const CLIENT_INSTANCE_HEADER = 'gatepass-instance';
/** Answer header: when the credential that was used ends (RFC 3339), from 30 days before on. */
export const CREDENTIAL_EXPIRES_HEADER = 'gatepass-credential-expires';
