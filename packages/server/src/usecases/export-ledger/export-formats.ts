import type { LedgerEntry } from '../../domain/ledger/entry-of.ts';
import { toCell } from './csv-cell.ts';

/** A row with the names that its actor and its subject have now; null where they have none. */
export interface ExportedRow {
  readonly entry: LedgerEntry;
  /** The text that was hashed. */
  readonly text: string;
  readonly hash: string;
  readonly actorName: string | null;
  readonly subjectName: string | null;
}

export interface ExportFormat {
  readonly mediaType: string;
  readonly header: string;
  readonly line: (row: ExportedRow) => string;
}

export type ExportFormatName = keyof typeof EXPORT_FORMATS;

const COLUMNS = [
  'sequence',
  'time',
  'actor',
  'actor_name',
  'action',
  'subject',
  'subject_name',
  'before',
  'after',
  'request_id',
  'hash',
] as const;

export const EXPORT_FORMATS = {
  /** RFC 4180. */
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    header: `${COLUMNS.join(',')}\r\n`,
    line(row) {
      const cells = columnsOf(row);
      return `${COLUMNS.map((column) => toCell(textOf(cells[column]))).join(',')}\r\n`;
    },
  },
  /** One JSON object a line. `entry` is the text that was hashed, so that the chain can be checked by anybody. */
  jsonl: {
    mediaType: 'application/jsonl; charset=utf-8',
    header: '',
    line: (row) => `${JSON.stringify({ ...columnsOf(row), entry: row.text })}\n`,
  },
} as const satisfies Record<string, ExportFormat>;

function columnsOf({ entry, hash, actorName, subjectName }: ExportedRow) {
  const { sequence, time, actor, action, subject, before, after, request_id } = entry;
  return {
    sequence,
    time,
    actor,
    actor_name: actorName,
    action,
    subject,
    subject_name: subjectName,
    before,
    after,
    request_id,
    hash,
  };
}

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
