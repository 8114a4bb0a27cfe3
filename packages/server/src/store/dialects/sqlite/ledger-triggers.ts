const LAST_CHECKPOINT = '(SELECT coalesce(max(sequence), 0) FROM ledger_checkpoint)';

/**
 * What the ledger refuses, whoever writes to the database through SQLite: rows stay as they are, and go only when a
 * checkpoint stands for them; checkpoints stay, and each is later than the one before. Those on INSERT are also for
 * REPLACE, whose deletions fire no delete trigger.
 */
const REFUSALS: readonly (readonly [name: string, occasion: string, when?: string])[] = [
  ['ledger_keeps_rows', 'UPDATE ON ledger'],
  ['ledger_loses_no_rows', 'DELETE ON ledger', `OLD.sequence > ${LAST_CHECKPOINT}`],
  [
    'ledger_replaces_no_rows',
    'INSERT ON ledger',
    `NEW.sequence <= ${LAST_CHECKPOINT} OR EXISTS (SELECT 1 FROM ledger WHERE sequence = NEW.sequence)`,
  ],
  ['ledger_keeps_checkpoints', 'UPDATE ON ledger_checkpoint'],
  ['ledger_loses_no_checkpoints', 'DELETE ON ledger_checkpoint'],
  ['ledger_replaces_no_checkpoints', 'INSERT ON ledger_checkpoint', `NEW.sequence <= ${LAST_CHECKPOINT}`],
];

/** A migration may add columns to rows that exist; nothing else runs before the triggers are back. */
export const UNGUARD_LEDGER = REFUSALS.map(([name]) => `DROP TRIGGER IF EXISTS ${name};`).join('\n');

export const GUARD_LEDGER = REFUSALS.map(
  ([name, occasion, when]) => `
    CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${occasion}${when === undefined ? '' : ` WHEN ${when}`}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`,
).join('\n');
