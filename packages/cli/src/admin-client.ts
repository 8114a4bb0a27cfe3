import type {
  Api,
  Client,
  CreateApi,
  CreateClient,
  CreatedApi,
  CreatedClient,
  CreatedOperator,
  CreatedSecret,
  CreateOperator,
  CreatePartner,
  CreateSecret,
  Deployment,
  LedgerVerification,
  Operator,
  Page,
  Partner,
  Result,
  Secret,
} from '@gatepass/protocol';
import type { AdminRequest } from './admin-request.ts';
import type { Failure } from './failure.ts';

type Answer<Value> = Promise<Result<Value, Failure>>;

/** `limit` and `after` of protocol's `Page`, as they were typed: the server checks them. */
export interface PageQuery {
  readonly limit?: string;
  readonly after?: string;
}

export type AdminClient = ReturnType<typeof adminClient>;

/** The admin API, one function for each thing it does. */
export function adminClient(request: AdminRequest) {
  const get = <Value>(path: string, query: object = {}): Answer<Value> =>
    request('GET', path + queryOf(query));
  const post = <Value>(path: string, body: object): Answer<Value> => request('POST', path, body);
  return {
    createPartner: (body: CreatePartner) => post<Partner>('/partners', body),
    listPartners: (query: PageQuery) => get<Page<Partner>>('/partners', query),
    showPartner: (id: string) => get<Partner>(`/partners/${encodeURIComponent(id)}`),

    createApi: (body: CreateApi) => post<CreatedApi>('/apis', body),
    listApis: (query: PageQuery) => get<Page<Api>>('/apis', query),
    showApi: (id: string) => get<Api>(`/apis/${encodeURIComponent(id)}`),

    createClient: (body: CreateClient) => post<CreatedClient>('/clients', body),
    listClients: (query: PageQuery & { readonly partner_id?: string }) =>
      get<Page<Client>>('/clients', query),
    showClient: (id: string) => get<Client>(`/clients/${encodeURIComponent(id)}`),
    disableClient: (id: string, reason: string) =>
      post<Client>(`/clients/${encodeURIComponent(id)}/disable`, { reason }),
    enableClient: (id: string, reason: string) =>
      post<Client>(`/clients/${encodeURIComponent(id)}/enable`, { reason }),

    createSecret: (clientId: string, body: CreateSecret) =>
      post<CreatedSecret>(`/clients/${encodeURIComponent(clientId)}/secrets`, body),
    listSecrets: (clientId: string, query: PageQuery) =>
      get<Page<Secret>>(`/clients/${encodeURIComponent(clientId)}/secrets`, query),
    revokeSecret: (id: string, reason: string) =>
      post<Secret>(`/secrets/${encodeURIComponent(id)}/revoke`, { reason }),

    createOperator: (body: CreateOperator) => post<CreatedOperator>('/operators', body),
    listOperators: (query: PageQuery) => get<Page<Operator>>('/operators', query),

    verifyLedger: () => post<LedgerVerification>('/ledger/verify', {}),
    showDeployment: () => get<Deployment>('/deployment'),
  };
}

function queryOf(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
