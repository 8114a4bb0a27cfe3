import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type LedgerLaboratory,
  makeTestKeys,
  openLedgerLaboratory,
  type TestKeys,
} from '../../testing/ledger-laboratory.ts';
import { headToLastRow, rewriteFrom, tamper } from '../../testing/tamper.ts';
import { anchorHead } from '../anchor-ledger/anchor-ledger.ts';
import { verifyLedger } from './verify-ledger.ts';

const NOW = 1_700_000_000_000;

let keys: TestKeys;
let lab: LedgerLaboratory;

beforeAll(async () => {
  keys = await makeTestKeys();
});
beforeEach(async () => {
  lab = await openLedgerLaboratory(keys);
  await lab.write(6);
});
afterEach(() => lab.close());

const verify = (anchors: readonly string[] = []) => verifyLedger({ ...lab.store, ...lab.proof }, anchors);
const finding = async (anchors: readonly string[] = []) => (await verify(anchors)).finding;
const anchor = async () => (await anchorHead({ ...lab.store, ...lab.proof }, NOW)).signed;

test('a ledger that nobody touched is intact, with and without anchors', async () => {
  const anchors = [await anchor()];
  await lab.write(1);
  expect(await verify()).toMatchObject({ beginsAfter: 0, rows: 7, finding: null });
  expect(await verify(anchors)).toMatchObject({ rows: 7, anchors: { held: 1 }, finding: null });
});

test('a ledger of several batches is read whole', async () => {
  await lab.write(1100);
  expect(await verify()).toMatchObject({ rows: 1106, finding: null });
});

describe('found by the chain alone', () => {
  test('a flipped byte, in the text or in the hash', async () => {
    await tamper(lab.path, (database) => {
      database.exec(
        `UPDATE ledger SET entry = replace(entry, '"number":3', '"number":4') WHERE sequence = 3`,
      );
    });
    expect(await verify()).toMatchObject({
      soundUpTo: { sequence: 2 },
      finding: 'row 3 does not have the hash of its text',
    });
  });

  test('a column that says something else than the text', async () => {
    await tamper(lab.path, (database) => {
      database.exec(`UPDATE ledger SET actor = 'operator:opr_other' WHERE sequence = 3`);
    });
    expect(await finding()).toBe('row 3 has columns that contradict its text');
  });

  test('a removed row', async () => {
    await tamper(lab.path, (database) => database.exec('DELETE FROM ledger WHERE sequence = 3'));
    expect(await finding()).toBe('row 3 is missing; row 4 follows');
  });

  test('a swapped pair', async () => {
    await tamper(lab.path, (database) => {
      database.exec('UPDATE ledger SET sequence = -3 WHERE sequence = 3');
      database.exec('UPDATE ledger SET sequence = 3 WHERE sequence = 4');
      database.exec('UPDATE ledger SET sequence = 4 WHERE sequence = -3');
    });
    expect(await finding()).toBe('row 3 does not follow row 2');
  });

  test('a tail that was cut, while the head still tells of it', async () => {
    await tamper(lab.path, (database) => database.exec('DELETE FROM ledger WHERE sequence > 4'));
    expect(await finding()).toBe('row 5 is missing; the head is 6');
  });

  test('a head that was set back, while the rows are still there', async () => {
    await tamper(lab.path, (database) => {
      database.exec(
        'UPDATE ledger_head SET sequence = 4, hash = (SELECT hash FROM ledger WHERE sequence = 4)',
      );
    });
    expect(await finding()).toBe('row 5 is behind the head');
  });

  test('a row before the first one', async () => {
    await tamper(lab.path, (database) => {
      database.exec(
        `INSERT INTO ledger SELECT 0, action, subject, entry, hash, actor, at FROM ledger LIMIT 1`,
      );
    });
    expect(await finding()).toContain('row 0');
  });
});

describe('found by an anchor alone', () => {
  test('a tail that was cut together with the head', async () => {
    const kept = await anchor();
    await tamper(lab.path, (database) => {
      database.exec('DELETE FROM ledger WHERE sequence > 4');
      headToLastRow(database);
    });
    expect(await finding()).toBeNull();
    expect(await verify([kept])).toMatchObject({
      soundUpTo: { sequence: 4 },
      finding: 'row 5 is missing: at 2023-11-14T22:13:20.000Z there was a row 6',
    });
  });

  test('a whole chain that was written anew, from its first row or from a later one', async () => {
    const kept = await anchor();
    await tamper(lab.path, (database) => {
      rewriteFrom(database, 1, (entry) => ({ ...entry, actor: 'operator:opr_other' }));
    });
    expect(await finding()).toBeNull();
    expect(await finding([kept])).toBe(
      'rows 1 to 6 are not what was signed at 2023-11-14T22:13:20.000Z: rewritten',
    );
  });

  test('from which row on, as far as an earlier anchor still holds', async () => {
    const early = await anchor();
    await lab.write(3);
    const late = await anchor();
    await tamper(lab.path, (database) => {
      rewriteFrom(database, 8, (entry) => ({ ...entry, actor: 'operator:opr_other' }));
    });
    expect(await verify([late, early])).toMatchObject({
      soundUpTo: { sequence: 6 },
      finding: 'rows 7 to 9 are not what was signed at 2023-11-14T22:13:20.000Z: rewritten',
    });
  });
});

describe('an anchor is none that', () => {
  test.each<[string, (signed: string) => string]>([
    ['was changed', (signed) => signed.replace(/\.[^.]+\./, '.e30.')],
    ['is a checkpoint', () => keys.marks.sign('checkpoint', { sequence: 6, hash: 'f', at: NOW })],
    ['is no JWS', () => 'anchor'],
  ])('%s: whoever gave it is told', async (_what, change) => {
    expect(await finding([change(await anchor())])).toBe(
      'anchor 1 of those given was not signed by this deployment',
    );
  });

  test('another deployment has signed', async () => {
    const { marks } = await makeTestKeys();
    const foreign = marks.sign('anchor', { ...(await lab.store.ledger.head()), at: NOW });
    expect(await finding([foreign])).toContain('not signed by this deployment');
  });
});

test('a line of the server’s own file that is no anchor is counted', async () => {
  const lines = [(await anchor()).slice(0, 40), await anchor()];
  const proof = { ...lab.proof, anchorLog: { latest: async () => lines } };
  expect(await verifyLedger({ ...lab.store, ...proof })).toMatchObject({
    anchors: { held: 1, unreadable: 1 },
    finding: null,
  });
});
