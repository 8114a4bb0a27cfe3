import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../signing/sha256.ts';
import { ledgerOf } from '../../testing/ledger-of.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { lapseRequests } from '../lapse-requests/lapse-requests.ts';
import { MAX_DRAFTS, MAX_MAILS, submitRequest } from './submit-request.ts';

const HOUR = 3_600_000;
let opened: TestStore;
let now: number;

beforeEach(async () => {
  opened = await openTestStore();
  now = TEST_CONTEXT.now;
});
afterEach(() => opened.close());

const submit = (email: string) =>
  submitRequest(
    { ...opened.maker, store: opened.store, scopes: ['read'], sha256, confirmLifetime: HOUR },
    { requestId: null, now },
    {
      platformName: 'Acme',
      expectedMerchantVolume: 1,
      parentAccountId: 'pa_1',
      contact: { name: 'Ada', email },
      purpose: 'Testing',
      scope: undefined,
      networks: [],
    },
  );
const linkOf = async (email: string) => {
  const submitted = await submit(email);
  if (!submitted.ok) throw new Error('not taken');
  return opened.store.links.latestOf(submitted.value.requestId, 'confirm');
};

describe('submitting a request', () => {
  test('is refused while so many wait to be confirmed, and taken again once they have lapsed', async () => {
    for (let count = 0; count < MAX_DRAFTS; count++)
      expect((await submit(`a${count}@x.example`)).ok).toBe(true);
    expect(await submit('one@more.example')).toEqual({ ok: false, refusal: 'too_many_drafts' });
    now += HOUR;
    for (let left = MAX_DRAFTS; left > 0; left -= await lapseRequests(opened, now));
    expect((await submit('one@more.example')).ok).toBe(true);
  });

  test('makes no link past so many mails to an address, and says so in the ledger alone', async () => {
    for (let count = 0; count < MAX_MAILS; count++) expect(await linkOf('ada@x.example')).toBeDefined();
    expect(await linkOf('ada@x.example')).toBeUndefined();
    const rows = await ledgerOf(opened.store);
    expect(rows.map(({ after }) => after?.confirmation)).toEqual([
      ...Array.from({ length: MAX_MAILS }, () => 'mailed'),
      'withheld',
    ]);
  });

  test('counts mails to an address for a day, also once their drafts have lapsed', async () => {
    for (let count = 0; count < MAX_MAILS; count++) await linkOf('ada@x.example');
    now += HOUR;
    expect(await lapseRequests(opened, now)).toBe(MAX_MAILS);
    expect(await linkOf('ada@x.example')).toBeUndefined();
    now += 23 * HOUR;
    expect(await linkOf('ada@x.example')).toBeDefined();
    // What counts no more is not kept.
    expect(await opened.store.requests.prune(now)).toBe(MAX_MAILS);
    expect(await opened.store.requests.prune(now)).toBe(0);
  });
});
