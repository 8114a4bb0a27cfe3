import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_TRIES } from '../../domain/claim/claim.ts';
import { matchesDigest } from '../../domain/secret/matches-digest.ts';
import { equalDigests } from '../../signing/secret-mac.ts';
import { type ClaimBench, claimBench, type ToldClaim, WRONG_CODE } from '../../testing/claim-bench.ts';
import { cancelClaim } from '../cancel-claim/cancel-claim.ts';
import { createSecret } from '../create-secret/create-secret.ts';
import { setStatus } from '../set-status/set-status.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

let bench: ClaimBench;
let told: ToldClaim;

beforeEach(async () => {
  bench = await claimBench();
  told = await bench.claim();
  await bench.recorded();
});
afterEach(() => bench.close());

const secretsOf = () => bench.store.secrets.listByClient(bench.clientId);
const actions = async () => (await bench.recorded()).map(({ action }) => action);

describe('whoever has the link and the code', () => {
  test('gets a secret that was made in this instant, and of which a digest is kept', async () => {
    const before = await secretsOf();
    const opened = await bench.open(told);
    if (!opened.ok || opened.value.credential.kind !== 'client_secret') throw new Error('not opened');
    const { id, text, clientId, parentAccountId, scope } = opened.value.credential;
    expect({ clientId, parentAccountId, scope }).toEqual({
      clientId: bench.clientId,
      parentAccountId: 'pa_main',
      scope: ['read'],
    });
    const made = (await secretsOf()).find((secret) => secret.id === id);
    expect(before.some((secret) => secret.id === id)).toBe(false);
    expect(made).toMatchObject({ createdAt: bench.now(), label: 'claimed' });
    expect(matchesDigest(bench.maker.mac.digest(text.reveal()), made?.digest, equalDigests)).toBe(true);
  });

  test('leaves a row that says who, from where, and what was made', async () => {
    const opened = await bench.open(told);
    const credentialId = opened.ok ? opened.value.credential.id : '';
    expect(await bench.recorded()).toMatchObject([
      { action: 'secret.created', subject: credentialId, actor: `person:${bench.contactId}` },
      {
        action: 'claim.opened',
        subject: told.claim.id,
        actor: `person:${bench.contactId}`,
        after: { credential_id: credentialId, from: '203.0.113.0/24' },
      },
    ]);
    expect(await bench.kept(told.claim.id)).toMatchObject({
      claimedAt: bench.now(),
      claimedFrom: '203.0.113.7',
      credentialId,
      deliveredAt: null,
    });
  });

  test('gets a member’s token where the claim is for one', async () => {
    const forMember = await bench.claim('member_token');
    await bench.recorded();
    const opened = await bench.open(forMember);
    if (!opened.ok || opened.value.credential.kind !== 'member_token') throw new Error('not opened');
    const { id, text, memberId } = opened.value.credential;
    expect([memberId, text.reveal().startsWith('rsmem_')]).toEqual([bench.memberId, true]);
    expect(await bench.store.personalTokens.find(id)).toMatchObject({ holderId: bench.memberId, role: null });
    expect(await actions()).toEqual(['member.token_created', 'claim.opened']);
  });

  test('has used up the link, whose token is forgotten where it had not been mailed', async () => {
    expect((await bench.store.links.find(told.token.slice(6, 14)))?.sealed).not.toBeNull();
    expect(await bench.causeOf(told)).toBe('opened');
    expect((await bench.store.links.find(told.token.slice(6, 14)))?.sealed).toBeNull();
  });
});

describe('a claim is opened once', () => {
  test('of many at the same time, one gets the secret', async () => {
    const before = (await secretsOf()).length;
    const causes = await Promise.all(Array.from({ length: 8 }, () => bench.causeOf(told)));
    expect(causes.toSorted()).toEqual([...Array(7).fill('claim_used'), 'opened']);
    expect((await secretsOf()).length).toBe(before + 1);
    expect((await actions()).toSorted()).toEqual(['claim.opened', 'claim.opened_again', 'secret.created']);
  });

  test('a second opening is told when the first one was, and raises an alarm that says whether the code was right', async () => {
    await bench.open(told);
    const claimedAt = bench.now();
    await bench.recorded();
    bench.advance(5000);
    expect(await bench.open(told)).toEqual({ ok: false, refusal: { cause: 'claim_used', claimedAt } });
    expect(await bench.recorded()).toMatchObject([
      { action: 'claim.opened_again', after: { code_right: true, from: '203.0.113.0/24' } },
    ]);
    bench.advance(HOUR);
    expect(await bench.causeOf({ ...told, code: WRONG_CODE })).toBe('claim_used');
    expect(await bench.recorded()).toMatchObject([
      { action: 'claim.opened_again', after: { code_right: false } },
    ]);
  });

  test('the alarm is raised once an hour, however often it is tried', async () => {
    await bench.open(told);
    await bench.recorded();
    for (let minute = 0; minute < 61; minute += 6) {
      expect(await bench.causeOf(told)).toBe('claim_used');
      bench.advance(360_000);
    }
    expect(await actions()).toEqual(['claim.opened_again', 'claim.opened_again']);
  });
});

describe('a wrong code', () => {
  test('is counted, and the answer says how many tries are left', async () => {
    const wrong = await bench.open({ ...told, code: WRONG_CODE });
    expect(wrong).toEqual({ ok: false, refusal: { cause: 'claim_code_wrong', triesLeft: MAX_TRIES - 1 } });
    expect(await bench.recorded()).toMatchObject([{ action: 'claim.tried', after: { tries: 1 } }]);
    expect(await bench.causeOf(told)).toBe('opened');
  });

  test('ends the claim the fifth time, also for the right code', async () => {
    for (let left = MAX_TRIES - 1; left > 0; left--) {
      expect(await bench.open({ ...told, code: WRONG_CODE })).toMatchObject({ refusal: { triesLeft: left } });
    }
    expect(await bench.causeOf({ ...told, code: WRONG_CODE })).toBe('claim_locked');
    expect(await bench.causeOf(told)).toBe('claim_locked');
    expect(await actions()).toEqual([...Array(4).fill('claim.tried'), 'claim.locked']);
  });

  test('is counted exactly, also when many come at once', async () => {
    const wrong = { ...told, code: WRONG_CODE };
    const causes = await Promise.all(Array.from({ length: 12 }, () => bench.causeOf(wrong)));
    expect(causes.filter((cause) => cause === 'claim_code_wrong')).toHaveLength(MAX_TRIES - 1);
    expect((await bench.kept(told.claim.id)).tries).toBe(MAX_TRIES);
  });
});

describe('nothing is counted, written or told', () => {
  test('for a link that is unknown, or of another claim', async () => {
    const other = await bench.claim();
    await bench.recorded();
    const unknown = `${told.token.slice(0, 6)}${'0'.repeat(told.token.length - 6)}`;
    // The id of one link, and all else of another.
    const crossed = told.token.slice(0, 14) + other.token.slice(14);
    for (const token of [unknown, crossed]) {
      expect(await bench.open({ token, code: told.code })).toEqual({
        ok: false,
        refusal: { cause: 'link_unknown' },
      });
    }
    expect(await bench.recorded()).toEqual([]);
    expect((await bench.kept(told.claim.id)).tries).toBe(0);
  });

  test('for a claim that has expired or was cancelled, whatever the code', async () => {
    const cancelled = await bench.claim();
    await cancelClaim(bench, bench.context(), cancelled.claim.id);
    bench.advance(WEEK - 1);
    const lastMoment = await bench.claim();
    bench.advance(1);
    await bench.recorded();
    expect(await bench.causeOf(told)).toBe('claim_expired');
    expect(await bench.causeOf({ ...told, code: WRONG_CODE })).toBe('claim_expired');
    expect(await bench.causeOf(cancelled)).toBe('claim_cancelled');
    expect(await bench.recorded()).toEqual([]);
    expect(await bench.causeOf(lastMoment)).toBe('opened');
  });

  test('while whom it is for is disabled; afterwards it opens', async () => {
    const forMember = await bench.claim('member_token');
    const nouns = [
      ['client', bench.clientId],
      ['account', 'pa_main'],
      ['partner', bench.partnerId],
      ['member', bench.memberId],
    ] as const;
    for (const [noun, id] of nouns) {
      const wanted = { noun, id, reason: 'test' };
      await setStatus(bench, bench.context(), { ...wanted, status: 'disabled' });
      await bench.recorded();
      expect(await bench.causeOf(told)).toBe('claim_suspended');
      if (noun === 'partner' || noun === 'member')
        expect(await bench.causeOf(forMember)).toBe('claim_suspended');
      expect(await bench.recorded()).toEqual([]);
      await setStatus(bench, bench.context(), { ...wanted, status: 'active' });
    }
    expect([await bench.causeOf(told), await bench.causeOf(forMember)]).toEqual(['opened', 'opened']);
  });

  test('while the client has as many secrets as it may have', async () => {
    const wanted = { clientId: bench.clientId, label: 'more', notBefore: null, expiresAt: null };
    for (let live = 1; live < 5; live++) await createSecret(bench.deps, bench.context(), wanted);
    await bench.recorded();
    expect(await bench.causeOf(told)).toBe('claim_secrets_full');
    expect(await bench.recorded()).toEqual([]);
  });
});

test('the fragment’s token, the code and the secret are in no row of the ledger', async () => {
  await bench.open({ ...told, code: WRONG_CODE });
  const opened = await bench.open(told);
  await bench.open(told);
  const secret = opened.ok ? opened.value.credential.text.reveal() : '';
  const rows = JSON.stringify(await bench.store.ledger.rowsAfter(0, 1000));
  for (const canary of [told.token, told.code, told.code.replaceAll('-', ''), secret]) {
    expect(canary).not.toBe('');
    expect(rows).not.toContain(canary);
  }
});
