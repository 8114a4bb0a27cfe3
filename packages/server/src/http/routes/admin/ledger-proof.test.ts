import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type System, startSystem, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headToLastRow, tamper } from '../../../testing/tamper.ts';

const DAY = 86_400_000;

let folder: TempFolder;
let anchors: string;
let system: System;

beforeAll(async () => {
  folder = await tempFolder();
  anchors = join(folder.path, 'anchors');
  system = await startSystem({ settings: { GATEPASS_LEDGER_ANCHOR_FILE: anchors } });
});
afterAll(async () => {
  await system.stop();
  await folder.remove();
});

interface Verification {
  readonly intact: boolean;
  readonly begins_after: number;
  readonly rows: number;
  readonly head_sequence: number;
  readonly anchors: number;
  readonly finding: string | null;
}

async function verify(of: System = system): Promise<Verification> {
  return (await of.admin<Verification>('POST', '/ledger/verify')).body;
}

const linesOf = async (path: string) => (await readFile(path, 'utf8')).trimEnd().split('\n');

describe('the server keeps anchors of its own', () => {
  test('once a minute at the most, while the ledger moves', async () => {
    await system.work();
    expect(await linesOf(anchors)).toHaveLength(1);
    await system.admin('POST', '/partners', { name: 'One' });
    await system.work();
    expect(await linesOf(anchors)).toHaveLength(1);
    system.clock.advance(60_000);
    await system.work();
    expect(await linesOf(anchors)).toHaveLength(2);
    system.clock.advance(60_000);
    await system.work();
    expect(await linesOf(anchors)).toHaveLength(2);
    expect(await verify()).toMatchObject({ intact: true, anchors: 2 });
  });

  test('and says loudly that rows are gone, in each verification and in its log', async () => {
    const database = join(system.dataDir, 'gatepass.db');
    await tamper(database, (file) => {
      file.exec('CREATE TABLE kept AS SELECT * FROM ledger ORDER BY sequence DESC LIMIT 1');
      file.exec('DELETE FROM ledger WHERE sequence = (SELECT sequence FROM kept)');
      headToLastRow(file);
    });
    const verification = await verify();
    expect(verification.finding).toContain(`row ${verification.head_sequence + 1} is missing`);
    system.clock.advance(60_000);
    await system.work();
    expect(system.log()).toContain('the ledger does not verify');
    await tamper(database, (file) => {
      file.exec('INSERT INTO ledger SELECT * FROM kept; DROP TABLE kept');
      headToLastRow(file);
    });
    expect(await verify()).toMatchObject({ intact: true });
  });
});

describe('a checkpoint', () => {
  const checkpoint = (days: number, query = '') =>
    system.admin<{ sequence: number; rows: number; signed: string; type: string }>(
      'POST',
      `/ledger/checkpoint${query}`,
      { older_than_days: days },
    );

  test('is only shown in a dry run', async () => {
    system.clock.advance(31 * DAY);
    const { intact, rows } = await verify();
    const shown = await checkpoint(30, '?dry_run=true');
    expect(shown).toMatchObject({ status: 200, body: { sequence: rows, rows } });
    expect(await verify()).toMatchObject({ intact, rows, begins_after: 0 });
  });

  test('removes the rows that it stands for, and the ledger verifies from there on', async () => {
    const { rows } = await verify();
    const made = await checkpoint(30);
    expect(made).toMatchObject({ status: 200, body: { sequence: rows, rows } });
    expect(await verify()).toMatchObject({ intact: true, begins_after: rows, rows: 1 });
    const listed = await system.admin<{ items: { action: string }[] }>('GET', '/ledger');
    expect(listed.body.items.map(({ action }) => action)).toEqual(['ledger.checkpointed']);
  });

  test('is refused for rows of the last 30 days, and where there is nothing to remove', async () => {
    expect((await checkpoint(29)).status).toBe(400);
    const again = await checkpoint(30);
    expect([again.status, again.body.type]).toEqual([409, 'urn:gatepass:problem:nothing_to_remove']);
  });
});

describe('LEDGER_RETENTION', () => {
  test('removes what is older, once a day, and records that it did', async () => {
    const keeping = await startSystem({ settings: { GATEPASS_LEDGER_RETENTION: '40' } });
    try {
      await keeping.work();
      const { head_sequence } = await verify(keeping);
      expect(await verify(keeping)).toMatchObject({ begins_after: 0 });
      keeping.clock.advance(41 * DAY);
      await keeping.work();
      expect(await verify(keeping)).toMatchObject({ intact: true, begins_after: head_sequence });
      const { body } = await keeping.admin<{ items: { actor: string; action: string }[] }>('GET', '/ledger');
      expect(body.items).toMatchObject([{ actor: 'system:retention', action: 'ledger.checkpointed' }]);
    } finally {
      await keeping.stop();
    }
  });

  test('is off by default: rows are kept for ever', async () => {
    const { rows, begins_after } = await verify();
    system.clock.advance(45 * DAY);
    await system.work();
    expect(await verify()).toMatchObject({ begins_after, rows });
  });
});
