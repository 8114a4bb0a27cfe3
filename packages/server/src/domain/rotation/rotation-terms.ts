const HOUR = 3_600_000;

/** How an overlap ends by itself, in milliseconds. */
export interface RotationTerms {
  /** For so long the old secret lives on at the least. */
  readonly overlap: number;
  /** And until it has been unused for so long. */
  readonly unusedFor: number;
}

/** A week to deploy; a day shows every process that runs at all, and those that run nightly. */
export const DEFAULT_TERMS: RotationTerms = { overlap: 168 * HOUR, unusedFor: 24 * HOUR };
