import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { equalDigests } from '../../signing/secret-mac.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { authenticateOperator } from '../authenticate-operator/authenticate-operator.ts';
import { setOperatorStatus } from '../change-operator/set-operator-status.ts';
import { createOperator } from '../create-operator/create-operator.ts';
import { createOperatorToken } from '../create-operator-token/create-operator-token.ts';
import { replaceFirstToken } from './replace-first-token.ts';

const DAY = 86_400_000;
const CONTEXT = { ...TEST_CONTEXT, actor: 'system:console' } as const;
const LATER = { ...CONTEXT, now: CONTEXT.now + 91 * DAY };

let opened: TestStore;
let deps: Parameters<typeof replaceFirstToken>[0];
let first: string;
let operatorId: string;

beforeEach(async () => {
  opened = await openTestStore();
  deps = { ...opened.maker, store: opened.store, operatorTokenLifetime: 90 * DAY };
  await createOperator(deps, CONTEXT, { name: 'Other', role: 'admin' });
  const made = await createOperator(deps, CONTEXT, { name: 'Demo', role: 'admin' });
  if (!made.ok) throw new Error(made.refusal);
  first = made.value.made.text.reveal();
  operatorId = made.value.operator.id;
});
afterEach(() => opened.close());

const ownerOf = async (token: string, now: number) => {
  const { digest } = opened.maker.mac;
  const authentication = { ...opened.maker, store: opened.store, digest, equalDigests, now: () => now };
  const operator = await authenticateOperator(authentication, token);
  return operator.ok ? operator.value.id : operator.refusal;
};

describe('the first token of an operator', () => {
  test('is replaced where it has ended: the same operator, and no other', async () => {
    expect(await ownerOf(first, LATER.now)).toBe('token_wrong');
    const replaced = await replaceFirstToken(deps, LATER, 'Demo');
    if (!replaced.ok) expect.fail(replaced.refusal);
    expect(await ownerOf(replaced.value.reveal(), LATER.now)).toBe(operatorId);
    expect(await opened.store.operators.list({ after: null, limit: 10 })).toHaveLength(2);
  });

  test('is revoked by that where it was only lost; tokens that were made since are not', async () => {
    const acting = { tokenId: '', tokenRole: 'admin', ...(await opened.store.operators.find(operatorId)) };
    const wanted = { operatorId, label: 'laptop', role: undefined, expiresAt: null };
    const other = await createOperatorToken(deps, CONTEXT, acting as never, wanted);
    if (!other.ok) expect.fail(other.refusal);
    await replaceFirstToken(deps, CONTEXT, 'Demo');
    expect(await ownerOf(first, CONTEXT.now)).toBe('token_wrong');
    expect(await ownerOf(other.value.text.reveal(), CONTEXT.now)).toBe(operatorId);
  });

  test('is replaced for nobody who is disabled, and nobody who is not there', async () => {
    const unknown = { ok: false, refusal: 'operator_unknown' };
    expect(await replaceFirstToken(deps, CONTEXT, 'Nobody')).toEqual(unknown);
    await setOperatorStatus(deps, CONTEXT, { id: operatorId, status: 'disabled', reason: 'left' });
    expect(await replaceFirstToken(deps, CONTEXT, 'Demo')).toEqual(unknown);
  });
});
