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
    summary: 'the platforms that clients belong to: create, list, show',
    verbs: () =>
      Promise.all([
        import('./commands/partners/create.ts').then((module) => module.addPartnersCreate),
        import('./commands/partners/list.ts').then((module) => module.addPartnersList),
        import('./commands/partners/show.ts').then((module) => module.addPartnersShow),
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
    summary: 'who gets tokens: create, list, show, disable, enable',
    verbs: () =>
      Promise.all([
        import('./commands/clients/create.ts').then((module) => module.addClientsCreate),
        import('./commands/clients/list.ts').then((module) => module.addClientsList),
        import('./commands/clients/show.ts').then((module) => module.addClientsShow),
        import('./commands/clients/disable.ts').then((module) => module.addClientsDisable),
        import('./commands/clients/enable.ts').then((module) => module.addClientsEnable),
      ]),
  },
  {
    name: 'secrets',
    summary: 'what a client proves itself with: create, list, revoke',
    verbs: () =>
      Promise.all([
        import('./commands/secrets/create.ts').then((module) => module.addSecretsCreate),
        import('./commands/secrets/list.ts').then((module) => module.addSecretsList),
        import('./commands/secrets/revoke.ts').then((module) => module.addSecretsRevoke),
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
];
