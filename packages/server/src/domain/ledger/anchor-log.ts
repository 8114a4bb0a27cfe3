/** Where this server keeps its anchors, away from the database: whoever can change the one may not reach the other. */
export interface AnchorLog {
  append(signed: string): Promise<void>;
  /** So many of the last lines at the most, the oldest first. None where nothing was written yet. */
  latest(limit: number): Promise<readonly string[]>;
}
