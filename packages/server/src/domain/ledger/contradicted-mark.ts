import type { LedgerRow } from './ledger-entry.ts';
import type { LedgerMark } from './ledger-mark.ts';

/** The first mark that these rows, which follow on from each other, contradict. Marks of other rows say nothing. */
export function contradictedMark(
  rows: readonly LedgerRow[],
  marks: readonly LedgerMark[],
): LedgerMark | undefined {
  const first = rows[0]?.sequence ?? 0;
  return marks
    .filter(({ sequence, hash }) => {
      const row = rows[sequence - first];
      return row !== undefined && row.hash !== hash;
    })
    .sort((one, other) => one.sequence - other.sequence)[0];
}
