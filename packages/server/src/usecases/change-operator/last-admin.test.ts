import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operator } from '../../domain/operator/operator.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { createOperator } from '../create-operator/create-operator.ts';
import { erasePerson } from '../erase-person/erase-person.ts';
import { setOperatorRole } from './set-operator-role.ts';
import { setOperatorStatus } from './set-operator-status.ts';

let opened: TestStore;
let ada: Operator;
let bob: Operator;

beforeEach(async () => {
  opened = await openTestStore();
  ada = await newAdmin('Ada');
  bob = await newAdmin('Bob');
});
afterEach(() => opened.close());

async function newAdmin(name: string): Promise<Operator> {
  const deps = { ...opened.maker, store: opened.store, operatorTokenLifetime: 1000 };
  const made = await createOperator(deps, TEST_CONTEXT, { name, role: 'admin' });
  if (!made.ok) throw new Error(made.refusal);
  return made.value.operator;
}

const by = ({ id }: Operator) => ({ ...TEST_CONTEXT, actor: `operator:${id}` }) as const;
const activeAdmins = () =>
  opened.store.operators.list({ after: null, limit: 10, status: 'active', role: 'admin' });

describe('two admins who end each other at once leave one', () => {
  test.each([
    [
      'by disabling',
      (actor: Operator, { id }: Operator) =>
        setOperatorStatus(opened, by(actor), { id, status: 'disabled', reason: 'test' }),
    ],
    [
      'by another role',
      (actor: Operator, { id }: Operator) => setOperatorRole(opened, by(actor), { id, role: 'viewer' }),
    ],
    ['by erasing', (actor: Operator, { personId }: Operator) => erasePerson(opened, by(actor), personId)],
  ])('%s', async (_how, end) => {
    const outcomes = await Promise.all([end(ada, bob), end(bob, ada)]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
    expect(outcomes[1]).toEqual({ ok: false, refusal: 'last_admin' });
    expect(await activeAdmins()).toHaveLength(1);
  });
});
