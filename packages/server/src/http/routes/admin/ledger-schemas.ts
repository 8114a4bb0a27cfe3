import { Type } from 'typebox';
import { MIN_RETENTION_DAYS } from '../../../domain/ledger/retention.ts';
import { EXPORT_FORMATS } from '../../../usecases/export-ledger/export-formats.ts';
import { named } from '../../named-schema.ts';
import { ProblemSchema } from './admin-problem.ts';
import { closed, PageQuery, timestamp } from './admin-schemas.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const facts = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);

export const LedgerEntrySchema = named(
  'LedgerEntry',
  Type.Object({
    sequence: Type.Integer(),
    time: Type.String(),
    actor: Type.String(),
    action: Type.String(),
    subject: Type.String(),
    before: facts,
    after: facts,
    request_id: textOrNull,
    hash: Type.String(),
  }),
);

const filter = {
  actor: Type.Optional(
    Type.String({ maxLength: 128, pattern: '^[\\w.:-]+$', description: 'Whole, or a kind: `operator:`.' }),
  ),
  action: Type.Optional(
    Type.String({ maxLength: 64, pattern: '^[a-z_.]+$', description: 'Whole, or a noun: `secret.`.' }),
  ),
  subject: Type.Optional(
    Type.String({ maxLength: 128, pattern: '^[\\w.:-]+$', description: 'The id of what was changed.' }),
  ),
  from: Type.Optional({ ...timestamp, description: 'From then on, RFC 3339.' }),
  until: Type.Optional({ ...timestamp, description: 'Until then, itself not included.' }),
  partner_id: Type.Optional(
    Type.String({ maxLength: 64, pattern: '^[\\w-]+$', description: 'Only what is of this partner.' }),
  ),
};
const order = Type.Optional(Type.Enum(['oldest', 'newest'], { description: 'Which row comes first.' }));

export const LedgerPageQuery = Type.Object(
  {
    ...filter,
    order,
    limit: PageQuery.properties.limit,
    after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: 'A sequence.' })),
  },
  closed,
);

const format = Type.Enum(['csv', 'jsonl'], {
  description: '`csv` for spreadsheets; `jsonl`, by which anybody can check the chain.',
});
export const LedgerExportQuery = Type.Object({ ...filter, order, format }, closed);

/** Sent in pieces, so nothing of it goes through a schema: rows hold no secrets, and the names are told elsewhere too. */
export const ledgerExport = {
  200: {
    description: 'The rows, as a file.',
    content: Object.fromEntries(
      Object.values(EXPORT_FORMATS).map(({ mediaType }) => [
        mediaType.slice(0, mediaType.indexOf(';')),
        { schema: Type.String() },
      ]),
    ),
  },
  '4xx': ProblemSchema,
  '5xx': ProblemSchema,
};

export const VerifyLedgerSchema = Type.Union([
  named(
    'VerifyLedger',
    Type.Object(
      {
        anchors: Type.Optional(
          Type.Array(Type.String({ maxLength: 2048 }), {
            maxItems: 50,
            description: 'Anchors that were kept elsewhere; each holds all rows before it.',
          }),
        ),
      },
      closed,
    ),
  ),
  Type.Null(),
]);

export const LedgerVerificationSchema = named(
  'LedgerVerification',
  Type.Object({
    intact: Type.Boolean(),
    begins_after: Type.Integer({
      description: 'A checkpoint stands for the rows up to this one; 0: for none.',
    }),
    rows: Type.Integer({ description: 'How many were checked.' }),
    head_sequence: Type.Integer({ description: 'Of the last row that was found sound.' }),
    head_hash: Type.String(),
    anchors: Type.Integer({ description: 'How many anchors the ledger was held against.' }),
    anchors_unreadable: Type.Integer({ description: 'Lines of the server’s own file that are no anchors.' }),
    finding: Type.Union([Type.String(), Type.Null()], {
      description: 'What is wrong first, in words; null when intact.',
    }),
  }),
);

const mark = {
  sequence: Type.Integer(),
  hash: Type.String(),
  signed: Type.String({ description: 'The same as a compact JWS, which proves it.' }),
  created_at: Type.String(),
};
export const LedgerAnchorSchema = named('LedgerAnchor', Type.Object(mark));

export const CheckpointLedgerSchema = named(
  'CheckpointLedger',
  Type.Object({ older_than_days: Type.Integer({ minimum: MIN_RETENTION_DAYS, maximum: 36_500 }) }, closed),
);
export const LedgerCheckpointSchema = named(
  'LedgerCheckpoint',
  Type.Object({ ...mark, rows: Type.Integer() }),
);
