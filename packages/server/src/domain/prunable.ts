export interface Prunable {
  /** Removes what has had its time, and says how many rows that were. */
  prune(now: number): Promise<number>;
}
