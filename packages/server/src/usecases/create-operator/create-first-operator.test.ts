import { attack } from '@gatepass/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerOf } from '../../testing/ledger-of.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { createFirstOperator } from './create-first-operator.ts';

let opened: TestStore;

beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.close());

const create = ({ store, maker }: TestStore, keep: (token: string) => Promise<void> = async () => {}) =>
  createFirstOperator(
    { ...maker, store, operatorTokenLifetime: 90 * 86_400_000 },
    { ...TEST_CONTEXT, actor: 'system:console' },
    'First',
    (token) => keep(token.reveal()),
  );
const operators = () => opened.store.operators.list({ after: null, limit: 10 });

attack(
  'W23',
  'of any number of bootstraps at once one makes an operator, and later ones none',
  async (report) => {
    expect(await operators()).toEqual([]);
    report('the operators of a new deployment', 'none: there is no default account');

    const outcomes = await Promise.all([1, 2, 3, 4].map(() => create(opened)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(3).fill({ ok: false, refusal: 'not_the_first' }));
    expect(await operators()).toHaveLength(1);
    report('four bootstraps at once', 'one operator; three are refused');

    const beside = await openTestStore(opened);
    for (const store of [opened, beside]) {
      expect(await create(store)).toEqual({ ok: false, refusal: 'not_the_first' });
    }
    await beside.close();
    expect(await operators()).toHaveLength(1);
    report('a bootstrap where there is an operator, also over another connection', 'refused');
  },
);

describe('the token of the first operator', () => {
  test('is kept before anything is stored: where it cannot be kept, there is no operator', async () => {
    const full = async () => {
      throw new Error('the disk is full');
    };
    await expect(create(opened, full)).rejects.toThrow('the disk is full');
    expect(await operators()).toEqual([]);
    expect(await ledgerOf(opened.store)).toEqual([]);
    expect((await create(opened)).ok).toBe(true);
  });

  test('ends, as that of everybody', async () => {
    const made = await create(opened);
    if (!made.ok) expect.fail(made.refusal);
    expect(made.value.made.token.expiresAt).toBe(TEST_CONTEXT.now + 90 * 86_400_000);
    expect(await ledgerOf(opened.store)).toMatchObject([
      { actor: 'system:console', action: 'operator.created', subject: made.value.operator.id },
    ]);
  });
});
