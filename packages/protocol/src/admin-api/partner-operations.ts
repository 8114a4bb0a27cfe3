import type { OPERATIONS, Operations } from './operations.ts';

type Id = keyof Operations;
type PathOf<Of extends Id> = (typeof OPERATIONS)[Of]['path'];

/** Each what the other is. */
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** Whether whatever `Admin` is asked with, `Partner` can be asked with; filters that members have not are refused. */
type TakesTheSame<Admin extends Id, Partner extends Id> =
  Same<Operations[Admin]['params'], Operations[Partner]['params']> extends true
    ? Same<Operations[Admin]['body'], Operations[Partner]['body']> extends true
      ? [Operations[Admin]['query']] extends [Operations[Partner]['query']]
        ? true
        : false
      : false
    : false;

/** The operations of the partner API that could stand for one of the admin API. */
type Counterpart<Admin extends Id> = {
  [Partner in Id]: PathOf<Partner> extends `/api/v1/partner${string}`
    ? TakesTheSame<Admin, Partner> extends true
      ? Partner
      : never
    : never;
}[Id];

/**
 * What a member of a partner is asked in the place of an operator, for those operations that take the same in both APIs.
 * The answers are for their eyes: much the same, without what operators write for themselves.
 */
export const PARTNER_OPERATIONS = {
  answerForRequest: 'answerPartnerRequest',
  cancelRotation: 'cancelOwnRotation',
  clientFailures: 'ownClientFailures',
  clientUsage: 'ownClientUsage',
  configureWebhook: 'configureOwnWebhook',
  createClientKey: 'createOwnClientKey',
  createWebhook: 'createOwnWebhook',
  disableWebhook: 'disableOwnWebhook',
  enableWebhook: 'enableOwnWebhook',
  explainRequest: 'explainOwnFailure',
  listAccounts: 'listOwnAccounts',
  listClientKeys: 'listOwnClientKeys',
  listClients: 'listOwnClients',
  listLedger: 'listOwnLedger',
  listRequests: 'listPartnerRequests',
  listSecrets: 'listOwnSecrets',
  listWebhookDeliveries: 'listOwnWebhookDeliveries',
  listWebhooks: 'listOwnWebhooks',
  reportNetworks: 'reportOwnNetworks',
  reportTokenBudget: 'reportOwnTokenBudget',
  retireSecret: 'retireOwnSecret',
  revokeClientKey: 'revokeOwnClientKey',
  revokeMemberToken: 'revokeOwnToken',
  revokeSecret: 'revokeOwnSecret',
  rollBackRotation: 'rollBackOwnRotation',
  rotateWebhookSecret: 'rotateOwnWebhookSecret',
  secretLeaks: 'ownSecretLeaks',
  secretUsage: 'ownSecretUsage',
  showClient: 'showOwnClient',
  showRequest: 'showPartnerRequest',
  showRotation: 'showOwnRotation',
  showWebhook: 'showOwnWebhook',
  startRotation: 'startOwnRotation',
  testWebhook: 'testOwnWebhook',
  withdrawRequest: 'withdrawPartnerRequest',
} as const satisfies { readonly [Admin in Id]?: Counterpart<Admin> };

export type PartnerOperations = typeof PARTNER_OPERATIONS;
