import { ADMIN_PATH, PARTNER_PATH } from '@gatepass/protocol';

/** How callers prove who they are, under the names by which operations refer to it. */
export const SECURITY_SCHEMES = {
  operator: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rsop_…',
    description: 'An operator’s token; the role and the token itself say what it may do.',
  },
  member: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rsmem_…',
    description: 'The token of a partner’s member; it reaches what belongs to their partner.',
  },
  requester: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rsreq_…',
    description: 'The request token that whoever asked for credentials was given with the answer.',
  },
  clientBasic: {
    type: 'http',
    scheme: 'basic',
    description: 'A client’s id and secret, form-encoded (RFC 6749 §2.3.1).',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'rsapi_…',
    description: 'The key of an API that asks about tokens.',
  },
} as const;

export type SecurityScheme = keyof typeof SECURITY_SCHEMES;

/** A list of alternatives, each a scheme without scopes. */
export type Security = readonly { readonly [scheme in SecurityScheme]?: readonly string[] }[];

/** What every route below these paths asks for, unless it says something else of itself. */
export function securityOf(path: string): Security | undefined {
  if (path.startsWith(`${ADMIN_PATH}/`)) return [{ operator: [] }];
  if (path === PARTNER_PATH || path.startsWith(`${PARTNER_PATH}/`)) return [{ member: [] }];
  return undefined;
}
