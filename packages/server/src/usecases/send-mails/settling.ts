/** Writes down how deliveries ended, sooner or later. */
export interface Settling {
  /** Resolves when it is written, or rejects and keeps it for the next `retry`. */
  settle(write: () => Promise<void>): Promise<void>;
  /** Writes what could not be written so far. */
  retry(): Promise<void>;
}

/**
 * What was sent stays sent while the database is away: it is written when the database is back, and nothing is sent
 * twice but by a process that was killed in between.
 */
export function createSettling(): Settling {
  const waiting = new Set<() => Promise<void>>();
  const settle = async (write: () => Promise<void>) => {
    waiting.add(write);
    await write();
    waiting.delete(write);
  };
  return {
    settle,
    async retry() {
      for (const write of waiting) await settle(write);
    },
  };
}
