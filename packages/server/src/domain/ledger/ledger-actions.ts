/** Every action that the ledger knows, and what it says. The one table for code, documents and tests. */
export const LEDGER_ACTIONS = {
  'deployment.created': 'The database was set up for this deployment.',
  'mac_key.created': 'A key under which secrets are digested was made.',
  'signing_key.created': 'A signing key was made and published.',
  'operator.created': 'An operator was made, with a token.',
  'partner.created': 'A partner was made.',
  'partner.disabled': 'A partner was disabled: none of its clients gets a token.',
  'partner.enabled': 'A partner was enabled again.',
  'api.created': 'An API was made, with a key.',
  'client.created': 'A client was made.',
  'client.disabled': 'A client was disabled: it gets no token.',
  'client.enabled': 'A client was enabled again.',
  'secret.created': 'A secret was made.',
  'secret.revoked': 'A secret was revoked, for ever.',
  'secret.exposed': 'A right secret was seen in a URL or from a browser.',
} as const satisfies Record<string, string>;

export type LedgerAction = keyof typeof LEDGER_ACTIONS;
