import type { Kysely } from 'kysely';
import { AlreadyNoted, ChangedMeanwhile } from '../domain/ledger/change-conditions.ts';
import type { ChangeContext, NewLedgerEntry } from '../domain/ledger/ledger-entry.ts';
import { noteRequest } from './idempotency-store.ts';
import { lastSequence } from './last-sequence.ts';
import type { Database } from './schema.ts';

/**
 * Throws where a condition of the request is not met, which undoes the change. To be called behind the lock of the
 * ledger's head: nobody else can change the object between this and the commit.
 */
export async function meetConditions(
  db: Kysely<Database>,
  { expected, keyed, now }: ChangeContext,
  entries: readonly NewLedgerEntry[],
): Promise<void> {
  if (expected !== undefined && !expected.sequences.includes(await lastSequence(db, expected.subject))) {
    throw new ChangedMeanwhile();
  }
  if (keyed === undefined || entries.length === 0) return;
  const subjects = [...new Set(entries.map(({ subject }) => subject))];
  if (!(await noteRequest(db, keyed, subjects, now))) throw new AlreadyNoted();
}
