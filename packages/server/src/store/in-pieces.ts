/**
 * Sizes of a piece: few, so that few statements need preparing, and the largest well below the number of parameters
 * that any database takes.
 */
const SIZES = [64, 8, 1] as const;

/** The rows in pieces, each for one statement. */
export function* inPieces<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  let at = 0;
  for (const size of SIZES) {
    for (; rows.length - at >= size; at += size) yield rows.slice(at, at + size);
  }
}
