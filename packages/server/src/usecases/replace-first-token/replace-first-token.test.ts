import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { equalDigests } from '../../signing/secret-mac.ts';
import { ledgerOf } from '../../testing/ledger-of.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from '../../testing/open-test-store.ts';
import { authenticateOperator } from '../authenticate-operator/authenticate-operator.ts';
import { setOperatorStatus } from '../change-operator/set-operator-status.ts';
import { createOperator } from '../create-operator/create-operator.ts';
import { createOperatorToken } from '../create-operator-token/create-operator-token.ts';
import { replaceFirstToken, type WhichAdmin } from './replace-first-token.ts';

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
  const earlier = { ...CONTEXT, now: CONTEXT.now - DAY };
  await createOperator(deps, earlier, { name: 'Other', role: 'admin' });
  const made = await createOperator(deps, CONTEXT, { name: 'Demo', role: 'admin' });
  if (!made.ok) throw new Error(made.refusal);
  first = made.value.made.text.reveal();
  operatorId = made.value.operator.id;
});
afterEach(() => opened.close());

/** What came of it, and the text that there was to keep. */
async function replace(context: ChangeContext, which: WhichAdmin) {
  let text = '';
  const replaced = await replaceFirstToken(deps, context, which, async (token) => {
    text = token.reveal();
  });
  return { replaced, text };
}

const ownerOf = async (token: string, now: number) => {
  const { digest } = opened.maker.mac;
  const authentication = { ...opened.maker, store: opened.store, digest, equalDigests, now: () => now };
  const operator = await authenticateOperator(authentication, token);
  return operator.ok ? operator.value.id : operator.refusal;
};

describe('the first token of an operator', () => {
  test('is replaced where it has ended: the same operator, and no other', async () => {
    expect(await ownerOf(first, LATER.now)).toBe('token_wrong');
    const { text } = await replace(LATER, { name: 'Demo' });
    expect(await ownerOf(text, LATER.now)).toBe(operatorId);
    expect(await opened.store.operators.list({ after: null, limit: 10 })).toHaveLength(2);
  });

  test('is revoked by that where it was only lost; tokens that were made since are not', async () => {
    const acting = { tokenId: '', tokenRole: 'admin', ...(await opened.store.operators.find(operatorId)) };
    const wanted = { operatorId, label: 'laptop', role: undefined, expiresAt: null };
    const other = await createOperatorToken(deps, CONTEXT, acting as never, wanted);
    if (!other.ok) expect.fail(other.refusal);
    await replace(CONTEXT, { name: 'Demo' });
    expect(await ownerOf(first, CONTEXT.now)).toBe('token_wrong');
    expect(await ownerOf(other.value.text.reveal(), CONTEXT.now)).toBe(operatorId);
  });

  test('is replaced for nobody who is disabled, and nobody who is not there', async () => {
    const unknown = { ok: false, refusal: 'operator_unknown' };
    expect((await replace(CONTEXT, { name: 'Nobody' })).replaced).toEqual(unknown);
    expect((await replace(CONTEXT, { id: 'opr_0' })).replaced).toEqual(unknown);
    await setOperatorStatus(deps, CONTEXT, { id: operatorId, status: 'disabled', reason: 'left' });
    expect(await replace(CONTEXT, { id: operatorId })).toEqual({ replaced: unknown, text: '' });
  });

  test('is replaced for the admin who was made first, where nobody is named', async () => {
    const { replaced } = await replace(LATER, {});
    expect(replaced).toMatchObject({ ok: true, value: { operator: { name: 'Other' } } });
  });

  test('stays as it is where the new one cannot be kept', async () => {
    const rows = await ledgerOf(opened.store);
    const full = async () => {
      throw new Error('the disk is full');
    };
    await expect(replaceFirstToken(deps, CONTEXT, { name: 'Demo' }, full)).rejects.toThrow(
      'the disk is full',
    );
    expect(await ownerOf(first, CONTEXT.now)).toBe(operatorId);
    expect(await ledgerOf(opened.store)).toEqual(rows);
  });
});
