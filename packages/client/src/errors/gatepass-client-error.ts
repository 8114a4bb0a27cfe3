/** Stable: renaming one is a major version. Switch on these rather than on class identity. */
export const GATEPASS_CLIENT_ERROR_CODES = [
  'BROWSER_REFUSED',
  'CLIENT_KEY_UNUSABLE',
  'CLIENT_SECRET_UNAVAILABLE',
  'TOKEN_REQUEST_REFUSED',
  'TOKEN_RESPONSE_INVALID',
  'TOKEN_SERVER_BUSY',
  'TOKEN_SERVER_UNREACHABLE',
] as const;

export type GatepassClientErrorCode = (typeof GATEPASS_CLIENT_ERROR_CODES)[number];

/**
 * What every error of this package is. No message, property or cause ever holds a secret or a token; for this
 * reason the errors of `fetch` and of the caller's functions are named by their code and not kept as `cause`.
 */
export abstract class GatepassClientError extends Error {
  abstract readonly code: GatepassClientErrorCode;
}

/** Tells our errors from others, also where two copies of this package are loaded. */
export function isGatepassClientError(error: unknown): error is GatepassClientError {
  return (
    error instanceof Error &&
    'code' in error &&
    GATEPASS_CLIENT_ERROR_CODES.some((code) => code === error.code)
  );
}
