/** Which rows are meant. What is left out leaves nothing out. */
export interface LedgerFilter {
  /** `operator:opr_…`, or all of a kind: `operator:`. */
  readonly actor?: string | undefined;
  /** `secret.created`, or all of a noun: `secret.`. */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  /** Milliseconds, included. */
  readonly from?: number | undefined;
  /** Milliseconds, not included. */
  readonly until?: number | undefined;
  /** Only what is this partner's own. */
  readonly partnerId?: string | undefined;
  /** But for these. */
  readonly withoutActions?: readonly string[] | undefined;
}

export interface LedgerPage {
  readonly order: 'oldest' | 'newest';
  /** The sequence to go on after, in this order; null to begin. */
  readonly after: number | null;
  readonly limit: number;
}
