import type {
  Account,
  Api,
  BlastRadius,
  CancelRotation,
  Client,
  ClientKey,
  ClientUsage,
  ConfiguredNetworks,
  ConfiguredTokenBudget,
  CreateApi,
  CreateClient,
  CreateClientKey,
  CreatedApi,
  CreatedClient,
  CreatedKeyClient,
  CreatedOperator,
  CreatedRotation,
  CreatedSecret,
  CreateKeyClient,
  CreateOperator,
  CreatePartner,
  CreateSecret,
  Deployment,
  FailedRequests,
  Leak,
  LedgerVerification,
  NetworkReport,
  Operator,
  Page,
  Partner,
  RequestExplanation,
  Result,
  RetireSecret,
  RevokedSecret,
  RevokeSecret,
  RollBackRotation,
  Rotation,
  Secret,
  SecretUsage,
  SetAuthMethod,
  SetEnd,
  SetNetworks,
  SetStatus,
  SetTokenBudget,
  StartRotation,
  TokenBudgetReport,
  UndoneRotation,
} from '@gatepass/protocol';
import type { AdminRequest } from './admin-request.ts';
import type { Failure } from './failure.ts';

type Answer<Value> = Promise<Result<Value, Failure>>;

/** `limit` and `after` of protocol's `Page`, as they were typed: the server checks them. */
export interface PageQuery {
  readonly limit?: string;
  readonly after?: string;
}

/** `dry_run`: the answer is what it would be, and nothing is done. */
export interface DryRunQuery {
  readonly dry_run?: 'true';
}

export type AdminClient = ReturnType<typeof adminClient>;

/** The admin API, one function for each thing it does. */
export function adminClient(request: AdminRequest) {
  const get = <Value>(path: string, query: object = {}): Answer<Value> =>
    request('GET', path + queryOf(query));
  const post = <Value>(path: string, body: object, query: object = {}): Answer<Value> =>
    request('POST', path + queryOf(query), body);
  const put = <Value>(path: string, body: object, query: object = {}): Answer<Value> =>
    request('PUT', path + queryOf(query), body);
  return {
    createPartner: (body: CreatePartner) => post<Partner>('/partners', body),
    listPartners: (query: PageQuery) => get<Page<Partner>>('/partners', query),
    showPartner: (id: string) => get<Partner>(partner(id)),
    disablePartner: (id: string, body: SetStatus, query: DryRunQuery) =>
      post<Partner>(`${partner(id)}/disable`, body, query),
    enablePartner: (id: string, body: SetStatus) => post<Partner>(`${partner(id)}/enable`, body),
    partnerBlastRadius: (id: string) => get<BlastRadius>(`${partner(id)}/blast-radius`),

    listAccounts: (query: PageQuery) => get<Page<Account>>('/accounts', query),
    showAccount: (id: string) => get<Account>(account(id)),
    disableAccount: (id: string, body: SetStatus, query: DryRunQuery) =>
      post<Account>(`${account(id)}/disable`, body, query),
    enableAccount: (id: string, body: SetStatus) => post<Account>(`${account(id)}/enable`, body),
    setAccountEnd: (id: string, body: SetEnd) => put<Account>(`${account(id)}/end`, body),
    accountBlastRadius: (id: string) => get<BlastRadius>(`${account(id)}/blast-radius`),

    createApi: (body: CreateApi) => post<CreatedApi>('/apis', body),
    listApis: (query: PageQuery) => get<Page<Api>>('/apis', query),
    showApi: (id: string) => get<Api>(`/apis/${encodeURIComponent(id)}`),

    createClient: (body: CreateClient) => post<CreatedClient>('/clients', body),
    createKeyClient: (body: CreateKeyClient) => post<CreatedKeyClient>('/clients', body),
    listClients: (query: PageQuery & { readonly partner_id?: string }) =>
      get<Page<Client>>('/clients', query),
    showClient: (id: string) => get<Client>(client(id)),
    disableClient: (id: string, body: SetStatus, query: DryRunQuery) =>
      post<Client>(`${client(id)}/disable`, body, query),
    enableClient: (id: string, body: SetStatus) => post<Client>(`${client(id)}/enable`, body),
    setClientEnd: (id: string, body: SetEnd) => put<Client>(`${client(id)}/end`, body),
    setSelfRotation: (id: string, body: { readonly allowed: boolean }) =>
      put<Client>(`${client(id)}/self-rotation`, body),
    setAuthMethod: (id: string, body: SetAuthMethod, query: DryRunQuery) =>
      put<Client>(`${client(id)}/auth-method`, body, query),
    setNetworks: (id: string, body: SetNetworks, query: DryRunQuery) =>
      put<ConfiguredNetworks>(`${client(id)}/networks`, body, query),
    reportNetworks: (id: string, query: { readonly networks?: string }) =>
      get<NetworkReport>(`${client(id)}/networks/report`, query),
    setTokenBudget: (id: string, body: SetTokenBudget, query: DryRunQuery) =>
      put<ConfiguredTokenBudget>(`${client(id)}/token-budget`, body, query),
    reportTokenBudget: (id: string, query: { readonly tokens_per_hour: string }) =>
      get<TokenBudgetReport>(`${client(id)}/token-budget/report`, query),
    clientUsage: (id: string) => get<ClientUsage>(`${client(id)}/usage`),
    clientFailures: (id: string, query: Pick<PageQuery, 'limit'>) =>
      get<FailedRequests>(`${client(id)}/failures`, query),
    clientBlastRadius: (id: string) => get<BlastRadius>(`${client(id)}/blast-radius`),

    createClientKey: (id: string, body: CreateClientKey) => post<ClientKey>(`${client(id)}/keys`, body),
    listClientKeys: (id: string) => get<Page<ClientKey>>(`${client(id)}/keys`),
    revokeClientKey: (id: string, body: SetStatus, query: DryRunQuery) =>
      post<ClientKey>(`${clientKey(id)}/revoke`, body, query),
    clientKeyBlastRadius: (id: string) => get<BlastRadius>(`${clientKey(id)}/blast-radius`),

    createSecret: (clientId: string, body: CreateSecret) =>
      post<CreatedSecret>(`${client(clientId)}/secrets`, body),
    listSecrets: (clientId: string, query: PageQuery) =>
      get<Page<Secret>>(`${client(clientId)}/secrets`, query),
    retireSecret: (id: string, body: RetireSecret, query: DryRunQuery) =>
      post<Secret>(`${secret(id)}/retire`, body, query),
    revokeSecret: (id: string, body: RevokeSecret, query: DryRunQuery) =>
      post<RevokedSecret>(`${secret(id)}/revoke`, body, query),
    secretUsage: (id: string) => get<SecretUsage>(`${secret(id)}/usage`),
    secretLeaks: (id: string) => get<Page<Leak>>(`${secret(id)}/leaks`),
    /** `leaked`: with what was made with it. */
    secretBlastRadius: (id: string, query: { readonly leaked?: 'true' } = {}) =>
      get<BlastRadius>(`${secret(id)}/blast-radius`, query),

    startRotation: (clientId: string, body: StartRotation) =>
      post<CreatedRotation>(`${client(clientId)}/rotation`, body),
    showRotation: (clientId: string) => get<Rotation>(`${client(clientId)}/rotation`),
    cancelRotation: (clientId: string, body: CancelRotation, query: DryRunQuery) =>
      post<UndoneRotation>(`${client(clientId)}/rotation/cancel`, body, query),
    rollBackRotation: (clientId: string, body: RollBackRotation, query: DryRunQuery) =>
      post<UndoneRotation>(`${client(clientId)}/rotation/roll-back`, body, query),

    explainRequest: (requestId: string) =>
      get<RequestExplanation>(`/requests/${encodeURIComponent(requestId)}/explanation`),

    createOperator: (body: CreateOperator) => post<CreatedOperator>('/operators', body),
    listOperators: (query: PageQuery) => get<Page<Operator>>('/operators', query),

    verifyLedger: () => post<LedgerVerification>('/ledger/verify', {}),
    showDeployment: () => get<Deployment>('/deployment'),
  };
}

function partner(id: string): string {
  return `/partners/${encodeURIComponent(id)}`;
}

function account(id: string): string {
  return `/accounts/${encodeURIComponent(id)}`;
}

function client(id: string): string {
  return `/clients/${encodeURIComponent(id)}`;
}

function clientKey(id: string): string {
  return `/client-keys/${encodeURIComponent(id)}`;
}

function secret(id: string): string {
  return `/secrets/${encodeURIComponent(id)}`;
}

function queryOf(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
