import type { LedgerAction } from '../../../domain/ledger/ledger-actions.ts';

/** The rows that an approval leaves: its own, and one for each thing that it makes. */
export const APPROVAL_ACTIONS = [
  'request.approved',
  'partner.created',
  'account.created',
  'partner.account_added',
  'client.created',
  'member.created',
  'claim.created',
] as const satisfies readonly LedgerAction[];
