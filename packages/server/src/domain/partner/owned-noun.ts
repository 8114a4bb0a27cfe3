/** What belongs to one partner alone, named as in the ledger's actions. */
export type OwnedNoun =
  | 'partner'
  | 'client'
  | 'secret'
  | 'client_key'
  | 'member'
  | 'request'
  | 'claim'
  | 'webhook';
