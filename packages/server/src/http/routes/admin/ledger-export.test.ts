import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../../testing/parse-csv.ts';
import { tamper } from '../../../testing/tamper.ts';

let system: System;
let pair: Pair;

beforeAll(async () => {
  system = await startSystem();
  pair = await system.createClient();
});
afterAll(() => system.stop());

const fetchExport = (query: string) =>
  fetch(`${system.issuer}/api/v1/admin/ledger/export?${query}`, {
    headers: { authorization: `Bearer ${system.operatorToken}` },
  });

interface Line {
  readonly sequence: number;
  readonly action: string;
  readonly subject: string;
  readonly actor_name: string | null;
  readonly subject_name: string | null;
  readonly hash: string;
  readonly entry: string;
}

async function lines(query = ''): Promise<Line[]> {
  const text = await (await fetchExport(`format=jsonl&${query}`)).text();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

describe('an export', () => {
  test('is a file of CSV or of JSON lines, and says which', async () => {
    const csv = await fetchExport('format=csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="ledger.csv"');
    const jsonl = await fetchExport('format=jsonl');
    expect(jsonl.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    expect(jsonl.headers.get('cache-control')).toBe('no-store');
    await Promise.all([csv.text(), jsonl.text()]);
  });

  test('holds every row, the oldest first, in both formats', async () => {
    const head = Number((await lines()).at(-1)?.sequence);
    expect((await lines()).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: head }, (_, index) => index + 1),
    );
    const [header, ...records] = parseCsv(await (await fetchExport('format=csv')).text());
    expect(header).toEqual([
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
    ]);
    expect(records.map(([sequence]) => Number(sequence))).toEqual(
      (await lines()).map(({ sequence }) => sequence),
    );
  });

  test('has the names that actors and subjects have now, which the ledger has not', async () => {
    const [partner] = await lines('action=partner.created');
    expect(partner).toMatchObject({ actor_name: 'Tests', subject_name: 'Partner' });
    expect(partner?.entry).not.toContain('Tests');
  });

  test('has no name any more of a person whose name is gone', async () => {
    await tamper(join(system.dataDir, 'gatepass.db'), (database) =>
      database.exec("UPDATE person SET name = NULL WHERE name = 'Tests'"),
    );
    const [partner] = await lines('action=partner.created');
    expect(partner).toMatchObject({ actor_name: null, subject_name: 'Partner' });
    const [, record] = parseCsv(await (await fetchExport('format=csv&action=partner.created')).text());
    expect(record?.[3]).toBe('');
  });

  test('takes the filters of the list', async () => {
    expect((await lines(`subject=${pair.clientId}`)).map(({ action }) => action)).toEqual(['client.created']);
    expect((await lines(`partner_id=${pair.partnerId}&order=newest`)).map(({ action }) => action)).toEqual(
      (await lines(`partner_id=${pair.partnerId}`)).map(({ action }) => action).toReversed(),
    );
    expect(await lines('subject=nobody')).toEqual([]);
  });

  test('of JSON lines lets anybody check the chain, with SHA-256 and nothing else', async () => {
    let previous = '0'.repeat(64);
    for (const { entry, hash } of await lines()) {
      expect(createHash('sha256').update(entry).digest('hex')).toBe(hash);
      expect((JSON.parse(entry) as { previous_hash: string }).previous_hash).toBe(previous);
      previous = hash;
    }
  });

  test('of more rows than are read at once is whole, in both orders', async () => {
    for (let count = 0; count < 510; count += 30) {
      const make = () => system.admin('POST', '/partners', { name: 'Many' });
      await Promise.all(Array.from({ length: 30 }, make));
    }
    const many = (await lines('action=partner.created')).filter(
      ({ subject_name }) => subject_name === 'Many',
    );
    expect(many).toHaveLength(510);
    const newest = await lines('order=newest');
    expect(newest.map(({ sequence }) => sequence)).toEqual(
      (await lines()).map(({ sequence }) => sequence).toReversed(),
    );
  });

  test('that fails on the way is cut, so that it is not taken for a whole one, and the log says why', async () => {
    const database = join(system.dataDir, 'gatepass.db');
    await tamper(database, (file) => {
      file.exec('CREATE TABLE kept AS SELECT * FROM ledger WHERE sequence = 505');
      file.exec("UPDATE ledger SET entry = 'no entry' WHERE sequence = 505");
    });
    const answer = await fetchExport('format=jsonl');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect(system.log()).toContain(answer.headers.get('x-request-id'));
    await tamper(database, (file) => {
      file.exec('UPDATE ledger SET entry = (SELECT entry FROM kept) WHERE sequence = 505; DROP TABLE kept');
    });
    expect((await lines()).length).toBeGreaterThan(505);
  });

  test('is refused without a format, or with one that there is not', async () => {
    for (const query of ['', 'format=xlsx']) {
      const answer = await fetchExport(query);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
      await answer.text();
    }
  });
});
