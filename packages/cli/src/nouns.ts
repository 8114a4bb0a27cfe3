import type { AddCommand } from './commands/cli.ts';

/** A first word after `gatepass`. Its commands are loaded only when it is typed, so that each starts at once. */
export interface Noun {
  readonly name: string;
  /** Another first word that it hears to, of which no help tells. */
  readonly hidden?: string;
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
    summary: 'the platforms that clients belong to: create, list, show, accounts, disable, enable, end',
    verbs: () =>
      Promise.all([
        import('./commands/partners/create.ts').then((module) => module.addPartnersCreate),
        import('./commands/partners/list.ts').then((module) => module.addPartnersList),
        import('./commands/partners/show.ts').then((module) => module.addPartnersShow),
        import('./commands/partners/accounts.ts').then((module) => module.addPartnersAccounts),
        import('./commands/partners/disable.ts').then((module) => module.addPartnersDisable),
        import('./commands/partners/enable.ts').then((module) => module.addPartnersEnable),
        import('./commands/partners/end.ts').then((module) => module.addPartnersEnd),
      ]),
  },
  {
    name: 'members',
    summary: 'the people who act for a partner: create, list, show, disable, enable',
    verbs: () =>
      Promise.all([
        import('./commands/members/create.ts').then((module) => module.addMembersCreate),
        import('./commands/members/list.ts').then((module) => module.addMembersList),
        import('./commands/members/show.ts').then((module) => module.addMembersShow),
        import('./commands/members/disable.ts').then((module) => module.addMembersDisable),
        import('./commands/members/enable.ts').then((module) => module.addMembersEnable),
      ]),
  },
  {
    name: 'member-tokens',
    summary: 'what members of partners call the API with: list, revoke',
    verbs: () =>
      Promise.all([
        import('./commands/member-tokens/list.ts').then((module) => module.addMemberTokensList),
        import('./commands/member-tokens/revoke.ts').then((module) => module.addMemberTokensRevoke),
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
    name: 'requests',
    summary:
      'who asks for credentials: create, list, show, take-up, ask, answer, approve, deny, withdraw; submit, status, reply, take-back',
    verbs: () =>
      Promise.all([
        import('./commands/requests/create.ts').then((module) => module.addRequestsCreate),
        import('./commands/requests/list.ts').then((module) => module.addRequestsList),
        import('./commands/requests/show.ts').then((module) => module.addRequestsShow),
        import('./commands/requests/take-up.ts').then((module) => module.addRequestsTakeUp),
        import('./commands/requests/ask.ts').then((module) => module.addRequestsAsk),
        import('./commands/requests/answer.ts').then((module) => module.addRequestsAnswer),
        import('./commands/requests/approve.ts').then((module) => module.addRequestsApprove),
        import('./commands/requests/deny.ts').then((module) => module.addRequestsDeny),
        import('./commands/requests/withdraw.ts').then((module) => module.addRequestsWithdraw),
        import('./commands/requests/submit.ts').then((module) => module.addRequestsSubmit),
        import('./commands/requests/status.ts').then((module) => module.addRequestsStatus),
        import('./commands/requests/reply.ts').then((module) => module.addRequestsReply),
        import('./commands/requests/take-back.ts').then((module) => module.addRequestsTakeBack),
      ]),
  },
  {
    name: 'rules',
    summary: 'what approving a request takes: show, set, approve, decline',
    verbs: () =>
      Promise.all([
        import('./commands/rules/show.ts').then((module) => module.addRulesShow),
        import('./commands/rules/set.ts').then((module) => module.addRulesSet),
        import('./commands/rules/approve.ts').then((module) => module.addRulesApprove),
        import('./commands/rules/decline.ts').then((module) => module.addRulesDecline),
      ]),
  },
  {
    name: 'claim',
    summary: 'get a credential, once, with the link from the mail and the code that you were told',
    command: async () => (await import('./commands/claim.ts')).addClaim,
  },
  {
    name: 'claims',
    summary: 'credentials that are to be got by a link and a code: list, show, create, reissue, cancel',
    verbs: () =>
      Promise.all([
        import('./commands/claims/list.ts').then((module) => module.addClaimsList),
        import('./commands/claims/show.ts').then((module) => module.addClaimsShow),
        import('./commands/claims/create.ts').then((module) => module.addClaimsCreate),
        import('./commands/claims/reissue.ts').then((module) => module.addClaimsReissue),
        import('./commands/claims/cancel.ts').then((module) => module.addClaimsCancel),
      ]),
  },
  {
    name: 'operators',
    summary: 'who may use this command: create, list, show, role, email, disable, enable, recover',
    verbs: () =>
      Promise.all([
        import('./commands/operators/create.ts').then((module) => module.addOperatorsCreate),
        import('./commands/operators/list.ts').then((module) => module.addOperatorsList),
        import('./commands/operators/show.ts').then((module) => module.addOperatorsShow),
        import('./commands/operators/role.ts').then((module) => module.addOperatorsRole),
        import('./commands/operators/email.ts').then((module) => module.addOperatorsEmail),
        import('./commands/operators/disable.ts').then((module) => module.addOperatorsDisable),
        import('./commands/operators/enable.ts').then((module) => module.addOperatorsEnable),
        import('./commands/operators/recover.ts').then((module) => module.addOperatorsRecover),
      ]),
  },
  {
    name: 'operator-tokens',
    summary: 'what operators prove themselves with: create, list, revoke',
    verbs: () =>
      Promise.all([
        import('./commands/operator-tokens/create.ts').then((module) => module.addOperatorTokensCreate),
        import('./commands/operator-tokens/list.ts').then((module) => module.addOperatorTokensList),
        import('./commands/operator-tokens/revoke.ts').then((module) => module.addOperatorTokensRevoke),
      ]),
  },
  {
    name: 'people',
    summary: 'whoever is known by name: find, erase',
    verbs: () =>
      Promise.all([
        import('./commands/people/find.ts').then((module) => module.addPeopleFind),
        import('./commands/people/erase.ts').then((module) => module.addPeopleErase),
      ]),
  },
  {
    name: 'webhooks',
    summary:
      'URLs that are told of events: create, list, show, set, disable, enable, rotate, deliveries, test',
    verbs: () =>
      Promise.all([
        import('./commands/webhooks/create.ts').then((module) => module.addWebhooksCreate),
        import('./commands/webhooks/list.ts').then((module) => module.addWebhooksList),
        import('./commands/webhooks/show.ts').then((module) => module.addWebhooksShow),
        import('./commands/webhooks/set.ts').then((module) => module.addWebhooksSet),
        import('./commands/webhooks/disable.ts').then((module) => module.addWebhooksDisable),
        import('./commands/webhooks/enable.ts').then((module) => module.addWebhooksEnable),
        import('./commands/webhooks/rotate.ts').then((module) => module.addWebhooksRotate),
        import('./commands/webhooks/deliveries.ts').then((module) => module.addWebhooksDeliveries),
        import('./commands/webhooks/test.ts').then((module) => module.addWebhooksTest),
      ]),
  },
  {
    name: 'mails',
    summary: 'what was mailed to whom, and what could not be: list, retry',
    verbs: () =>
      Promise.all([
        import('./commands/mails/list.ts').then((module) => module.addMailsList),
        import('./commands/mails/retry.ts').then((module) => module.addMailsRetry),
      ]),
  },
  {
    name: 'audit',
    summary: 'the ledger of every change: tail, export, verify, anchor, checkpoint',
    verbs: () =>
      Promise.all([
        import('./commands/audit/tail.ts').then((module) => module.addAuditTail),
        import('./commands/audit/export.ts').then((module) => module.addAuditExport),
        import('./commands/audit/verify.ts').then((module) => module.addAuditVerify),
        import('./commands/audit/anchor.ts').then((module) => module.addAuditAnchor),
        import('./commands/audit/checkpoint.ts').then((module) => module.addAuditCheckpoint),
      ]),
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
  // The last one, since it looks at all that are there before it.
  {
    name: 'completion',
    hidden: 'complete',
    summary: 'let your shell complete commands and options: bash, zsh, fish, powershell',
    command: async () => (await import('./completion/add-completion.ts')).addCompletion,
  },
];
