import type { Type } from 'typebox';
import { entryOf } from '../../../domain/ledger/entry-of.ts';
import type { LedgerRow } from '../../../domain/ledger/ledger-entry.ts';
import type { Anchor } from '../../../usecases/anchor-ledger/anchor-ledger.ts';
import type { MadeCheckpoint } from '../../../usecases/checkpoint-ledger/checkpoint-ledger.ts';
import type { LedgerVerdict } from '../../../usecases/verify-ledger/verify-ledger.ts';
import type {
  LedgerAnchorSchema,
  LedgerCheckpointSchema,
  LedgerEntrySchema,
  LedgerVerificationSchema,
} from './ledger-schemas.ts';
import { toTime } from './to-wire.ts';

export function toLedgerEntry(row: LedgerRow): Type.Static<typeof LedgerEntrySchema> {
  const { sequence, time, actor, action, subject, before, after, request_id } = entryOf(row);
  return { sequence, time, actor, action, subject, before, after, request_id, hash: row.hash };
}

export function toLedgerVerification(verdict: LedgerVerdict): Type.Static<typeof LedgerVerificationSchema> {
  return {
    intact: verdict.finding === null,
    begins_after: verdict.beginsAfter,
    rows: verdict.rows,
    head_sequence: verdict.soundUpTo.sequence,
    head_hash: verdict.soundUpTo.hash,
    anchors: verdict.anchors.held,
    anchors_unreadable: verdict.anchors.unreadable,
    finding: verdict.finding,
  };
}

export function toLedgerAnchor(anchor: Anchor): Type.Static<typeof LedgerAnchorSchema> {
  const { sequence, hash, signed, at } = anchor;
  return { sequence, hash, signed, created_at: toTime(at) };
}

export function toLedgerCheckpoint({
  checkpoint,
  rows,
}: MadeCheckpoint): Type.Static<typeof LedgerCheckpointSchema> {
  const { sequence, hash, signed, createdAt } = checkpoint;
  return { sequence, hash, signed, created_at: toTime(createdAt), rows };
}
