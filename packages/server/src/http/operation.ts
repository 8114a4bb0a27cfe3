import type { LedgerAction } from '../domain/ledger/ledger-actions.ts';

/** What a route says of itself, beside its shapes: for the OpenAPI document and whatever is derived from it. */
export interface Operation {
  /** A name for it in programs, `createPartner`; unique. */
  readonly operationId: string;
  /** One line, as an order: `Make a partner.` */
  readonly summary: string;
  /** Of a change: the ledger rows that it leaves. The first one always, the others where there is a reason. */
  readonly 'x-ledger-actions'?: readonly LedgerAction[];
}

/** Spread into a route's `schema`. */
export function operation(
  operationId: string,
  summary: string,
  ledgerActions: readonly LedgerAction[] = [],
): Operation {
  return {
    operationId,
    summary,
    ...(ledgerActions.length > 0 && { 'x-ledger-actions': ledgerActions }),
  };
}

/** Spread beside it into the `schema` of a route that asks nobody who they are. */
export const OPEN_TO_ALL = { security: [] } as const;

/** And into that of one that is no GET and leaves no ledger row all the same, since it only asks. */
export const CHANGES_NOTHING = { 'x-changes-nothing': true } as const;
