import { ok, refuse } from '@gatepass/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeyedRequest } from '../domain/idempotency/keyed-request.ts';
import { AlreadyNoted, ChangedMeanwhile } from '../domain/ledger/change-conditions.ts';
import type { ChangeContext } from '../domain/ledger/ledger-entry.ts';
import type { Change } from '../domain/store.ts';
import { makeClient } from '../testing/make-client.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../testing/open-test-store.ts';
import { setStatus } from '../usecases/set-status/set-status.ts';

const NOW = TEST_CONTEXT.now;
const KEYED: KeyedRequest = { scope: 'operator:opr_1 POST /x', key: 'k', digest: 'd', reveals: false };

let opened: TestStore;
let partnerId: string;

beforeEach(async () => {
  opened = await openTestStore();
  ({ partnerId } = await makeClient(opened));
});
afterEach(() => opened.close());

const disable = (context: ChangeContext, store: Pick<TestStore['store'], 'change'> = opened.store) =>
  setStatus({ store }, context, { noun: 'partner', id: partnerId, status: 'disabled', reason: 'x' });
const head = async () => (await opened.store.ledger.head()).sequence;
const rows = async () => (await opened.store.ledger.rowsAfter(0, 1000)).length;

describe('the expected version', () => {
  const expecting = async (...sequences: number[]): Promise<ChangeContext> => ({
    ...TEST_CONTEXT,
    expected: { subject: partnerId, sequences },
  });

  test('is the number of the last row about the object, and of no other', async () => {
    const version = await opened.store.ledger.lastSequence(partnerId);
    expect(version).toBeGreaterThan(0);
    expect(version).toBeLessThan(await head());
    expect(await opened.store.ledger.lastSequence('prt_nobody')).toBe(0);
  });

  test('met, the change is made, and makes another version', async () => {
    const version = await opened.store.ledger.lastSequence(partnerId);
    expect(await disable(await expecting(version, 9999))).toMatchObject({ ok: true });
    expect(await opened.store.ledger.lastSequence(partnerId)).toBe(await head());
  });

  test('not met, nothing is changed, and no row is left', async () => {
    const before = await rows();
    await expect(disable(await expecting(9999))).rejects.toThrow(ChangedMeanwhile);
    await expect(disable(await expecting())).rejects.toThrow(ChangedMeanwhile);
    expect(await rows()).toBe(before);
    expect((await opened.store.partners.find(partnerId))?.status).toBe('active');
  });

  test('is also asked of a rehearsal, and of a change that finds nothing to do', async () => {
    const rehearsing = { change: opened.store.rehearse };
    await expect(disable(await expecting(9999), rehearsing)).rejects.toThrow(ChangedMeanwhile);
    await disable(TEST_CONTEXT);
    await expect(disable(await expecting(1))).rejects.toThrow(ChangedMeanwhile);
  });

  test('a refusal of the change itself comes first', async () => {
    const context = { ...TEST_CONTEXT, expected: { subject: 'prt_nobody', sequences: [9999] } };
    const wanted = { noun: 'partner', id: 'prt_nobody', status: 'disabled', reason: 'x' } as const;
    const set = await setStatus({ store: opened.store }, context, wanted);
    expect(set).toEqual({ ok: false, refusal: 'partner_unknown' });
  });

  test('of two changes to one version that meet, one is made', async () => {
    const context = await expecting(await opened.store.ledger.lastSequence(partnerId));
    const both = await Promise.allSettled([disable(context), disable(context)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a key', () => {
  const context: ChangeContext = { ...TEST_CONTEXT, keyed: KEYED };

  test('is noted with the ids that the change recorded, each once', async () => {
    await opened.store.change(context, async (change) => {
      for (const [subject, status] of [
        [partnerId, 'disabled'],
        [partnerId, 'active'],
      ] as const) {
        await change.partners.setStatus(subject, status, { at: NOW, reason: 'x' });
        change.record({ action: 'partner.disabled', subject, before: null, after: null });
      }
      return ok(undefined);
    });
    expect(await opened.store.idempotency.find(KEYED)).toEqual({
      digest: 'd',
      reveals: false,
      subjects: [partnerId],
      answer: null,
      createdAt: NOW,
    });
  });

  test('that another server has noted undoes the change', async () => {
    const other = await openTestStore(opened);
    try {
      await disable(context, other.store);
      const before = await rows();
      const enable = { noun: 'partner', id: partnerId, status: 'active', reason: 'x' } as const;
      await expect(setStatus({ store: opened.store }, context, enable)).rejects.toThrow(AlreadyNoted);
      expect(await rows()).toBe(before);
      expect((await opened.store.partners.find(partnerId))?.status).toBe('disabled');
    } finally {
      await other.close();
    }
  });

  test('is not noted where the change is refused, finds nothing to do, or is rehearsed', async () => {
    await opened.store.change(context, async () => refuse('no'));
    await opened.store.change(context, async () => ok(undefined));
    await disable(context, { change: opened.store.rehearse });
    expect(await opened.store.idempotency.find(KEYED)).toBeUndefined();
  });

  test('is found within its scope alone', async () => {
    await disable(context);
    expect(
      await opened.store.idempotency.find({ ...KEYED, scope: 'operator:opr_2 POST /x' }),
    ).toBeUndefined();
    expect(await opened.store.idempotency.find({ ...KEYED, key: 'K' })).toBeUndefined();
  });

  test('keeps its answer for a day at the least, and then nothing of it', async () => {
    await disable(context);
    const answer = { status: 201, text: '{"id":"é"}' };
    await opened.store.idempotency.keepAnswer(KEYED, answer);
    expect(await opened.store.idempotency.prune(NOW + 86_400_000)).toBe(0);
    expect((await opened.store.idempotency.find(KEYED))?.answer).toEqual(answer);
    expect(await opened.store.idempotency.prune(NOW + 86_400_001)).toBe(1);
    expect(await opened.store.idempotency.find(KEYED)).toBeUndefined();
  });

  test('loses its answer with those that it was about, and no other does', async () => {
    await disable(context);
    await opened.store.idempotency.keepAnswer(KEYED, { status: 201, text: '{"name":"Ada"}' });
    const erase = (subject: string) =>
      opened.store.change(TEST_CONTEXT, async (change: Change) => {
        await change.idempotency.eraseAnswersOf([subject]);
        change.record({ action: 'person.erased', subject, before: null, after: null });
        return ok(undefined);
      });
    await erase('per_other');
    expect((await opened.store.idempotency.find(KEYED))?.answer).not.toBeNull();
    await erase(partnerId);
    expect(await opened.store.idempotency.find(KEYED)).toMatchObject({ answer: null, subjects: [partnerId] });
  });
});
