import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLedgerMarks } from '../../signing/ledger-marks.ts';
import { createSigningKey } from '../../signing/signing-keys.ts';
import {
  ISSUER,
  type LedgerLaboratory,
  makeTestKeys,
  openLedgerLaboratory,
  type TestKeys,
} from '../../testing/ledger-laboratory.ts';
import { tamper } from '../../testing/tamper.ts';
import { anchorHead } from '../anchor-ledger/anchor-ledger.ts';
import { verifyLedger } from '../verify-ledger/verify-ledger.ts';
import { checkpointLedger, removeCheckpointedRows } from './checkpoint-ledger.ts';

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;
const CONTEXT = { actor: 'operator:opr_1', requestId: null, now: NOW } as const;

let keys: TestKeys;
let lab: LedgerLaboratory;

beforeAll(async () => {
  keys = await makeTestKeys();
});
beforeEach(async () => {
  lab = await openLedgerLaboratory(keys);
  await lab.write(4, NOW - 100 * DAY);
  await lab.write(2, NOW - DAY);
});
afterEach(() => lab.close());

const proving = () => ({ ...lab.proof, store: lab.store });
const checkpoint = (days: number) => checkpointLedger(proving(), CONTEXT, days);
const remove = () => removeCheckpointedRows(proving());
const verify = (anchors: readonly string[] = []) => verifyLedger({ ...lab.store, ...lab.proof }, anchors);
const sequences = async () => (await lab.store.ledger.rowsAfter(0, 1000)).map(({ sequence }) => sequence);
const insert = (sequence: number, hash: string, signed: string) =>
  tamper(lab.path, (database) => {
    database
      .prepare('INSERT INTO ledger_checkpoint (sequence, hash, signed, created_at) VALUES (?, ?, ?, ?)')
      .run(sequence, hash, signed, NOW);
    database.exec(`DELETE FROM ledger WHERE sequence <= ${sequence}`);
  });
const hashOf = async (sequence: number) => (await lab.store.ledger.rowsAfter(sequence - 1, 1))[0]?.hash ?? '';

describe('a checkpoint', () => {
  test('stands for the rows that are old enough, which then go; the ledger verifies from it on', async () => {
    const made = await checkpoint(90);
    expect(made).toMatchObject({ ok: true, value: { rows: 4, checkpoint: { sequence: 4 } } });
    expect(await verify()).toMatchObject({ beginsAfter: 4, rows: 3, finding: null });
    await remove();
    expect(await sequences()).toEqual([5, 6, 7]);
    expect(await verify()).toMatchObject({ beginsAfter: 4, rows: 3, finding: null });
  });

  test('is recorded by a row, with what it stands for', async () => {
    const hash = await hashOf(4);
    await checkpoint(90);
    const [row] = await lab.store.ledger.rowsAfter(6, 1);
    expect(row).toMatchObject({ action: 'ledger.checkpointed', actor: 'operator:opr_1', subject: 'ledger' });
    expect(JSON.parse(row?.entry ?? '')).toMatchObject({ after: { sequence: 4, hash, rows: 4 } });
  });

  test('is followed by a later one', async () => {
    await checkpoint(90);
    await remove();
    const later = { ...CONTEXT, now: NOW + 60 * DAY };
    expect(await checkpointLedger(proving(), later, 30)).toMatchObject({
      ok: true,
      value: { rows: 3, checkpoint: { sequence: 7 } },
    });
    await remove();
    expect(await verify()).toMatchObject({ beginsAfter: 7, rows: 1, finding: null });
  });

  test('stands for no row behind a younger one: clocks are set back', async () => {
    await lab.write(1, NOW - 100 * DAY);
    expect(await checkpoint(90)).toMatchObject({ ok: true, value: { rows: 4 } });
  });

  test('leaves anchors of later rows good, and cannot be held against earlier ones', async () => {
    const anchor = (await anchorHead({ ...lab.store, ...lab.proof }, NOW)).signed;
    const early = keys.marks.sign('anchor', { sequence: 2, hash: await hashOf(2), at: NOW });
    await checkpoint(90);
    await remove();
    expect(await verify([anchor, early])).toMatchObject({ anchors: { held: 1 }, finding: null });
  });

  test('whose rows were not all removed goes on where it stopped', async () => {
    await checkpoint(90);
    expect(await lab.store.checkpoints.removeRows(3)).toBe(3);
    expect(await sequences()).toEqual([4, 5, 6, 7]);
    expect(await verify()).toMatchObject({ rows: 3, finding: null });
    await remove();
    expect(await sequences()).toEqual([5, 6, 7]);
  });
});

describe('no checkpoint is made', () => {
  test('of the last 30 days', async () => {
    expect(await checkpoint(29)).toEqual({ ok: false, refusal: { cause: 'retention_too_short' } });
  });

  test('where nothing is as old as that, or all of it was removed already', async () => {
    expect(await checkpoint(101)).toEqual({ ok: false, refusal: { cause: 'nothing_to_remove' } });
    await checkpoint(90);
    expect(await checkpoint(90)).toEqual({ ok: false, refusal: { cause: 'nothing_to_remove' } });
  });

  test('of a ledger that does not verify: its rows are the evidence', async () => {
    await tamper(lab.path, (database) => database.exec('DELETE FROM ledger WHERE sequence = 2'));
    expect(await checkpoint(90)).toEqual({
      ok: false,
      refusal: { cause: 'ledger_broken', finding: 'row 2 is missing; row 3 follows' },
    });
    expect(await sequences()).toEqual([1, 3, 4, 5, 6]);
  });
});

describe('a forged checkpoint is found', () => {
  test.each<[string, () => Promise<string>]>([
    ['without a signature', async () => 'signed'],
    ['of an anchor', async () => keys.marks.sign('anchor', { sequence: 3, hash: await hashOf(3), at: NOW })],
    [
      'of another row',
      async () => keys.marks.sign('checkpoint', { sequence: 2, hash: await hashOf(3), at: NOW }),
    ],
    [
      'of another hash',
      async () => keys.marks.sign('checkpoint', { sequence: 3, hash: 'f'.repeat(64), at: NOW }),
    ],
    [
      'by another deployment',
      async () =>
        (await makeTestKeys()).marks.sign('checkpoint', { sequence: 3, hash: await hashOf(3), at: NOW }),
    ],
  ])('%s', async (_what, sign) => {
    await insert(3, await hashOf(3), await sign());
    expect((await verify()).finding).toBe('the checkpoint at row 3 was not signed by this deployment');
  });

  test('by a key that somebody put into the table: it does not open under the master key', async () => {
    const stranger = await makeTestKeys();
    const planted = { ...(await createSigningKey(stranger.masterKey, 'active', 0)) };
    const theirs = openLedgerMarks(stranger.masterKey, [planted], ISSUER);
    const ours = openLedgerMarks(keys.masterKey, [...keys.keys, planted], ISSUER);
    const mark = { sequence: 3, hash: await hashOf(3), at: NOW };
    await insert(3, mark.hash, theirs.sign('checkpoint', mark));
    const verdict = await verifyLedger({ ...lab.store, ...lab.proof, marks: ours });
    expect(verdict.finding).toContain('not signed by this deployment');
  });

  test('also where a row that it stands for was put back', async () => {
    const [row] = await lab.store.ledger.rowsAfter(2, 1);
    await checkpoint(90);
    await remove();
    await tamper(lab.path, (database) => {
      database
        .prepare(
          'INSERT INTO ledger (sequence, action, subject, actor, at, entry, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run(
          3,
          'partner.created',
          'prt_3',
          'system:start',
          NOW - 100 * DAY,
          row?.entry ?? '',
          row?.hash ?? '',
        );
    });
    expect((await verify()).finding).toBe('row 4 is missing; row 5 follows');
  });
});

describe('the database itself refuses', () => {
  const write = (sql: string) => lab.databases.writer.executeQuery({ sql, parameters: [] } as never);

  test('to lose a row that no checkpoint stands for', async () => {
    await checkpoint(90);
    await expect(write('DELETE FROM ledger WHERE sequence = 5')).rejects.toThrow();
    await expect(write('DELETE FROM ledger')).rejects.toThrow();
    expect(await sequences()).toHaveLength(7);
  });

  test('to change or lose a checkpoint, and to take an earlier one', async () => {
    await checkpoint(90);
    for (const sql of [
      "UPDATE ledger_checkpoint SET hash = 'f'",
      'DELETE FROM ledger_checkpoint',
      "REPLACE INTO ledger_checkpoint (sequence, hash, signed, created_at) VALUES (4, 'f', 'f', 1)",
      "INSERT INTO ledger_checkpoint (sequence, hash, signed, created_at) VALUES (2, 'f', 'f', 1)",
    ]) {
      await expect(write(sql)).rejects.toThrow();
    }
    expect(await verify()).toMatchObject({ finding: null });
  });

  test('to take a row again that a checkpoint stands for', async () => {
    await checkpoint(90);
    await remove();
    const forged =
      "INSERT INTO ledger (sequence, action, subject, entry, hash) VALUES (3, 'x', 'x', 'x', 'x')";
    await expect(write(forged)).rejects.toThrow();
  });
});
