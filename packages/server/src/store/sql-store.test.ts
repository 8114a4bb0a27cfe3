import { ok, refuse } from '@gatepass/protocol';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CLIENT_SETTINGS } from '../domain/client/client.ts';
import type { Partner } from '../domain/partner/partner.ts';
import { makeCredential } from '../domain/secret/make-credential.ts';
import {
  type LedgerLaboratory,
  makeTestKeys,
  openLedgerLaboratory,
  type TestKeys,
} from '../testing/ledger-laboratory.ts';
import { TEST_CONTEXT } from '../testing/open-test-store.ts';
import { verifyLedger } from '../usecases/verify-ledger/verify-ledger.ts';

let keys: TestKeys;
let opened: LedgerLaboratory;

beforeAll(async () => {
  keys = await makeTestKeys();
});
beforeEach(async () => {
  opened = await openLedgerLaboratory(keys);
});
afterEach(() => opened.close());

const partner = (id: string): Partner => ({
  id,
  name: id,
  status: 'active',
  statusChange: null,
  endsAt: null,
  createdAt: 1,
});

/** Inserts a partner as a use case would. */
function insert(id: string, { record = true, fail = false } = {}): Promise<unknown> {
  return opened.store.change(TEST_CONTEXT, async (change) => {
    await change.partners.insert(partner(id));
    if (record) change.record({ action: 'partner.created', subject: id, before: null, after: { id } });
    return fail ? refuse('no') : ok(id);
  });
}

const partners = async () =>
  (await opened.store.partners.list({ after: null, limit: 100 })).map(({ id }) => id);
const verdict = () => verifyLedger({ ...opened.store, ...opened.proof });

describe('a change', () => {
  test('is kept together with its ledger row', async () => {
    await insert('a');
    expect(await partners()).toEqual(['a']);
    expect(await verdict()).toMatchObject({ rows: 1, finding: null });
  });

  test('that is refused leaves no trace', async () => {
    expect(await insert('a', { fail: true })).toEqual({ ok: false, refusal: 'no' });
    expect(await partners()).toEqual([]);
    expect(await verdict()).toMatchObject({ rows: 0, finding: null });
  });

  test('that throws leaves no trace', async () => {
    const broken = opened.store.change(TEST_CONTEXT, async (change) => {
      await change.partners.insert(partner('a'));
      change.record({ action: 'partner.created', subject: 'a', before: null, after: null });
      throw new Error('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(await partners()).toEqual([]);
    expect((await verdict()).rows).toBe(0);
  });

  test('without a ledger row is a bug, and is not kept', async () => {
    await expect(insert('a', { record: false })).rejects.toThrow('without a row in the ledger');
    expect(await partners()).toEqual([]);
  });

  test('that finds nothing to do needs no row', async () => {
    expect(await opened.store.change(TEST_CONTEXT, async () => ok('nothing'))).toEqual({
      ok: true,
      value: 'nothing',
    });
  });

  test('is applied to this node before it resolves', async () => {
    const heard: string[] = [];
    opened.tail.listen((rows) => heard.push(...rows.map((row) => row.subject)));
    await insert('a');
    expect(heard).toEqual(['a']);
    expect(opened.tail.appliedSequence).toBe(1);
  });

  test('waits for the one before it: a hundred at once are a hundred rows in one chain', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `p${String(index).padStart(3, '0')}`);
    await Promise.all(ids.map((id) => insert(id)));
    expect(await partners()).toEqual(ids);
    expect(await verdict()).toMatchObject({ rows: 100, finding: null });
  });
});

describe('reading', () => {
  test('cannot change anything', async () => {
    const writing = opened.databases.reader
      .insertInto('mac_key')
      .values({ version: 9, sealed_key: 'x', created_at: 1 });
    await expect(writing.execute()).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  test('goes on after an id, in order, without gap or repetition', async () => {
    for (const id of ['c', 'a', 'b']) await insert(id);
    const page = async (after: string | null) =>
      (await opened.store.partners.list({ after, limit: 2 })).map(({ id }) => id);
    expect(await page(null)).toEqual(['a', 'b']);
    expect(await page('b')).toEqual(['c']);
  });
});

describe('the ledger in the database', () => {
  test('refuses to change or lose a row', async () => {
    await insert('a');
    const { writer } = opened.databases;
    await expect(writer.updateTable('ledger').set({ subject: 'b' }).execute()).rejects.toThrow();
    await expect(writer.deleteFrom('ledger').execute()).rejects.toThrow();
    const forged = { sequence: 1, action: 'x', subject: 'x', actor: 'x', at: 1, entry: 'x', hash: 'x' };
    await expect(writer.replaceInto('ledger').values(forged).execute()).rejects.toThrow();
    expect(await verdict()).toMatchObject({ rows: 1, finding: null });
  });

  test('that lost its last row is found to', async () => {
    await insert('a');
    await insert('b');
    const { writer } = opened.databases;
    await writer.updateTable('ledger_head').set({ sequence: 3 }).where('id', '=', 1).execute();
    expect((await verdict()).finding).toBe('row 3 is missing; the head is 3');
  });
});

test('an unknown foreign key is refused by the database itself', async () => {
  const orphan = opened.store.change(TEST_CONTEXT, async (change) => {
    await change.clients.insert({
      id: 'rspub_x',
      partnerId: 'nobody',
      name: 'x',
      parentAccountId: '1',
      scope: ['a'],
      status: 'active',
      statusChange: null,
      settings: DEFAULT_CLIENT_SETTINGS,
      createdAt: 1,
    });
    change.record({ action: 'client.created', subject: 'rspub_x', before: null, after: null });
    return ok(undefined);
  });
  await expect(orphan).rejects.toMatchObject({ name: 'StoreUnavailable' });
});

test('a change whose row would hold a credential is rolled back, whoever put it there', async () => {
  const { text } = makeCredential(opened.maker, 'clientSecret');
  const careless = opened.store.change(TEST_CONTEXT, async (change) => {
    await change.partners.insert(partner('a'));
    change.record({
      action: 'partner.created',
      subject: 'a',
      before: null,
      after: { note: `is ${text.reveal()}` },
    });
    return ok(undefined);
  });
  await expect(careless).rejects.toThrow('an entry of the ledger held a credential: partner.created');
  expect(await partners()).toEqual([]);
});
