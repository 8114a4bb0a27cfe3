/** Paths below the issuer's origin. */
export const TOKEN_PATH = '/api/v1/oauth/token';
export const JWKS_PATH = '/.well-known/jwks.json';
/** RFC 8414 §3. */
export const METADATA_PATH = '/.well-known/oauth-authorization-server';
export const ADMIN_PATH = '/api/v1/admin';

export const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';
/** RFC 6749 §4.4. */
export const CLIENT_CREDENTIALS = 'client_credentials';
