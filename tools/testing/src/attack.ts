import { test } from 'vitest';

/** One thing that was sent, and what came back. Texts without anything that differs from run to run. */
export interface AttackCase {
  readonly sent: string;
  readonly answered: string;
}

/** What a row's test leaves behind for the generated `docs/security/attacks.md`. */
export interface AttackRecord {
  readonly id: string;
  readonly title: string;
  readonly cases: AttackCase[];
}

declare module 'vitest' {
  interface TaskMeta {
    attack?: AttackRecord;
  }
}

/**
 * A test named by the id of its attack row. The title states the behaviour; `report` is called once for each
 * case, after its expectations, with what was sent and what came back.
 */
export function attack(
  id: string,
  title: string,
  run: (report: (sent: string, answered: string) => void) => Promise<void> | void,
): void {
  test(`${id} ${title}`, async ({ task }) => {
    const record: AttackRecord = { id, title, cases: [] };
    task.meta.attack = record;
    await run((sent, answered) => record.cases.push({ sent, answered }));
  });
}
