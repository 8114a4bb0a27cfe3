import { ADMIN_PATH, PARTNER_PATH } from '@gatepass/protocol';

/** One operation of the OpenAPI document, as far as tests ask about it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** `/api/v1/admin/clients/{id}` */
  readonly path: string;
  readonly api: 'admin' | 'partner' | 'public';
  /** Names of its parameters in the path. */
  readonly parameters: readonly string[];
  readonly takesBody: boolean;
  /** The statuses of success. */
  readonly successes: readonly number[];
  /** The first one always, the others where there is a reason. Empty where it changes nothing. */
  readonly ledgerActions: readonly string[];
}

interface Described {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-ledger-actions'?: readonly string[];
}

/**
 * Every operation that a running server describes, but those that take forms: who calls them proves itself in the form,
 * and tests of their own are beside them.
 */
export async function readOperations(issuer: string): Promise<readonly Operation[]> {
  const response = await fetch(`${issuer}/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { requestBody }]) => requestBody === undefined || 'application/json' in requestBody.content)
      .map(([method, described]) => toOperation(method.toUpperCase(), path, described)),
  );
}

function toOperation(method: string, path: string, described: Described): Operation {
  return {
    id: described.operationId,
    method,
    path,
    api: path.startsWith(`${ADMIN_PATH}/`) ? 'admin' : path.startsWith(PARTNER_PATH) ? 'partner' : 'public',
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    takesBody: described.requestBody !== undefined,
    successes: Object.keys(described.responses)
      .filter((status) => status.startsWith('2'))
      .map(Number),
    ledgerActions: described['x-ledger-actions'] ?? [],
  };
}
