import type { AddCommand } from './commands/cli.ts';

/** A first word after `gatepass`. Its commands are loaded only when it is typed, so that each starts at once. */
export interface Noun {
  readonly name: string;
  readonly summary: string;
  /** Undefined for a noun that is a command itself. */
  readonly verbs?: () => Promise<readonly AddCommand[]>;
  readonly command?: () => Promise<AddCommand>;
}

export const NOUNS: readonly Noun[] = [
  {
    name: 'dev',
    summary: 'run everything on this machine, with a demo client and its first two calls',
    command: async () => (await import('./commands/dev.ts')).addDev,
  },
  {
    name: 'serve',
    summary: 'run the authorization server',
    command: async () => (await import('./commands/serve.ts')).addServe,
  },
  {
    name: 'migrate',
    summary: 'bring the database to the form that this version needs',
    command: async () => (await import('./commands/migrate.ts')).addMigrate,
  },
  {
    name: 'partners',
    summary: 'the platforms that clients belong to: create, list, show, disable, enable',
    verbs: () =>
      Promise.all([
        import('./commands/partners/create.ts').then((module) => module.addPartnersCreate),
        import('./commands/partners/list.ts').then((module) => module.addPartnersList),
        import('./commands/partners/show.ts').then((module) => module.addPartnersShow),
        import('./commands/partners/disable.ts').then((module) => module.addPartnersDisable),
        import('./commands/partners/enable.ts').then((module) => module.addPartnersEnable),
      ]),
  },
  {
    name: 'accounts',
    summary: 'the parent accounts that clients act for: list, show, disable, enable, end',
    verbs: () =>
      Promise.all([
        import('./commands/accounts/list.ts').then((module) => module.addAccountsList),
        import('./commands/accounts/show.ts').then((module) => module.addAccountsShow),
        import('./commands/accounts/disable.ts').then((module) => module.addAccountsDisable),
        import('./commands/accounts/enable.ts').then((module) => module.addAccountsEnable),
        import('./commands/accounts/end.ts').then((module) => module.addAccountsEnd),
      ]),
  },
  {
    name: 'apis',
    summary: 'what tokens can be made for: create, list, show',
    verbs: () =>
      Promise.all([
        import('./commands/apis/create.ts').then((module) => module.addApisCreate),
        import('./commands/apis/list.ts').then((module) => module.addApisList),
        import('./commands/apis/show.ts').then((module) => module.addApisShow),
      ]),
  },
  {
    name: 'clients',
    summary:
      'who gets tokens: create, list, show, disable, enable, end, usage, failures, networks, budget, auth-method, self-rotation',
    verbs: () =>
      Promise.all([
        import('./commands/clients/create.ts').then((module) => module.addClientsCreate),
        import('./commands/clients/list.ts').then((module) => module.addClientsList),
        import('./commands/clients/show.ts').then((module) => module.addClientsShow),
        import('./commands/clients/disable.ts').then((module) => module.addClientsDisable),
        import('./commands/clients/enable.ts').then((module) => module.addClientsEnable),
        import('./commands/clients/end.ts').then((module) => module.addClientsEnd),
        import('./commands/clients/usage.ts').then((module) => module.addClientsUsage),
        import('./commands/clients/failures.ts').then((module) => module.addClientsFailures),
        import('./commands/clients/networks.ts').then((module) => module.addClientsNetworks),
        import('./commands/clients/budget.ts').then((module) => module.addClientsBudget),
        import('./commands/clients/auth-method.ts').then((module) => module.addClientsAuthMethod),
        import('./commands/clients/self-rotation.ts').then((module) => module.addClientsSelfRotation),
      ]),
  },
  {
    name: 'client-keys',
    summary: 'public keys that clients have instead of secrets: add, list, revoke',
    verbs: () =>
      Promise.all([
        import('./commands/client-keys/add.ts').then((module) => module.addClientKeysAdd),
        import('./commands/client-keys/list.ts').then((module) => module.addClientKeysList),
        import('./commands/client-keys/revoke.ts').then((module) => module.addClientKeysRevoke),
      ]),
  },
  {
    name: 'secrets',
    summary:
      'what a client proves itself with: create, list, rotate, rotation, cancel, rollback, retire, revoke, usage, leaks',
    verbs: () =>
      Promise.all([
        import('./commands/secrets/create.ts').then((module) => module.addSecretsCreate),
        import('./commands/secrets/list.ts').then((module) => module.addSecretsList),
        import('./commands/secrets/rotate.ts').then((module) => module.addSecretsRotate),
        import('./commands/secrets/rotation.ts').then((module) => module.addSecretsRotation),
        import('./commands/secrets/cancel.ts').then((module) => module.addSecretsCancel),
        import('./commands/secrets/rollback.ts').then((module) => module.addSecretsRollback),
        import('./commands/secrets/retire.ts').then((module) => module.addSecretsRetire),
        import('./commands/secrets/revoke.ts').then((module) => module.addSecretsRevoke),
        import('./commands/secrets/usage.ts').then((module) => module.addSecretsUsage),
        import('./commands/secrets/leaks.ts').then((module) => module.addSecretsLeaks),
      ]),
  },
  {
    name: 'operators',
    summary: 'who may use this command: create, list',
    verbs: () =>
      Promise.all([
        import('./commands/operators/create.ts').then((module) => module.addOperatorsCreate),
        import('./commands/operators/list.ts').then((module) => module.addOperatorsList),
      ]),
  },
  {
    name: 'audit',
    summary: 'the ledger of every change: verify',
    verbs: () => Promise.all([import('./commands/audit/verify.ts').then((module) => module.addAuditVerify)]),
  },
  {
    name: 'token',
    summary: 'access tokens: get, inspect',
    verbs: () =>
      Promise.all([
        import('./commands/token/get.ts').then((module) => module.addTokenGet),
        import('./commands/token/inspect.ts').then((module) => module.addTokenInspect),
      ]),
  },
  {
    name: 'explain',
    summary: 'tell why a request was refused, by its request id',
    command: async () => (await import('./commands/explain.ts')).addExplain,
  },
  {
    name: 'scan',
    summary: 'find secrets in files, folders and streams',
    command: async () => (await import('./commands/scan.ts')).addScan,
  },
];
