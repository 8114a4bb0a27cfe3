import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TempFolder, tempFolder } from '@gatepass/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anchorFile } from '../../store/anchor-file.ts';
import {
  type LedgerLaboratory,
  makeTestKeys,
  openLedgerLaboratory,
  type TestKeys,
} from '../../testing/ledger-laboratory.ts';
import { headToLastRow, rewriteFrom, tamper } from '../../testing/tamper.ts';
import { checkpointLedger, removeCheckpointedRows } from '../checkpoint-ledger/checkpoint-ledger.ts';
import { verifyLedger } from '../verify-ledger/verify-ledger.ts';
import { keepAnchor } from './anchor-ledger.ts';

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;

let keys: TestKeys;
let lab: LedgerLaboratory;
let folder: TempFolder;
let path: string;

beforeAll(async () => {
  keys = await makeTestKeys();
});
beforeEach(async () => {
  folder = await tempFolder();
  path = join(folder.path, 'anchors');
  lab = await openLedgerLaboratory(keys, { anchorLog: anchorFile(path) });
  await lab.write(3);
});
afterEach(async () => {
  await lab.close();
  await folder.remove();
});

const keep = () => keepAnchor({ ...lab.store, ...lab.proof, anchorLog: anchorFile(path) }, NOW);
const lines = async () => (await readFile(path, 'utf8')).trimEnd().split('\n');
const verify = () => verifyLedger({ ...lab.store, ...lab.proof });

describe('an anchor is kept', () => {
  test('where the head has moved since the last one, and only there', async () => {
    expect(await keep()).toEqual({ ok: true, value: 'kept' });
    expect(await keep()).toEqual({ ok: true, value: 'unmoved' });
    await lab.write(2);
    expect(await keep()).toEqual({ ok: true, value: 'kept' });
    const marks = (await lines()).map((line) => keys.marks.read('anchor', line));
    expect(marks).toEqual([
      expect.objectContaining({ sequence: 3, at: NOW }),
      { ...(await lab.store.ledger.head()), at: NOW },
    ]);
    expect(await verify()).toMatchObject({ anchors: { held: 2, unreadable: 0 }, finding: null });
  });

  test('in a file that its owner alone can read', async () => {
    await keep();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('also after a line that a kill has cut off', async () => {
    await keep();
    await writeFile(path, `${(await lines())[0]}\neyJhbGciOi`);
    await lab.write(1);
    expect(await keep()).toEqual({ ok: true, value: 'kept' });
    expect(await verify()).toMatchObject({ anchors: { held: 2, unreadable: 1 }, finding: null });
  });

  test('after a checkpoint that stands for the row of the last one', async () => {
    await keep();
    await lab.write(2);
    const context = { actor: 'system:retention', requestId: null, now: NOW + 60 * DAY } as const;
    await checkpointLedger({ ...lab.proof, store: lab.store }, context, 30);
    await removeCheckpointedRows({ ...lab.proof, store: lab.store });
    expect(await keep()).toEqual({ ok: true, value: 'kept' });
    expect(await verify()).toMatchObject({ beginsAfter: 5, anchors: { held: 1 }, finding: null });
  });
});

describe('nothing is signed', () => {
  test('over a tail that was cut', async () => {
    await keep();
    await tamper(lab.path, (database) => {
      database.exec('DELETE FROM ledger WHERE sequence = 3');
      headToLastRow(database);
    });
    expect(await keep()).toEqual({ ok: false, refusal: { finding: 'row 3 is missing' } });
    expect(await lines()).toHaveLength(1);
  });

  test('over a chain that was written anew', async () => {
    await keep();
    await lab.write(2);
    await tamper(lab.path, (database) => {
      rewriteFrom(database, 2, (entry) => ({ ...entry, actor: 'operator:opr_other' }));
    });
    expect(await keep()).toEqual({
      ok: false,
      refusal: { finding: 'row 4 does not follow row 3' },
    });
  });
});

test('the server’s own anchors show a rewritten chain without anybody bringing one', async () => {
  await keep();
  await tamper(lab.path, (database) => {
    rewriteFrom(database, 2, (entry) => ({ ...entry, actor: 'operator:opr_other' }));
  });
  expect((await verify()).finding).toBe(
    'rows 1 to 3 are not what was signed at 2023-11-14T22:13:20.000Z: rewritten',
  );
});

test('a file that cannot be written to is an outage, not a silence', async () => {
  await keep();
  await lab.write(1);
  const elsewhere = anchorFile(join(folder.path, 'missing', 'anchors'));
  const kept = keepAnchor({ ...lab.store, ...lab.proof, anchorLog: elsewhere }, NOW);
  await expect(kept).rejects.toThrow('ENOENT');
});
