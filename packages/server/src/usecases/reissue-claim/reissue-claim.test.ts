import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimState } from '../../domain/claim/claim.ts';
import { secretState } from '../../domain/secret/secret.ts';
import { type ClaimBench, claimBench, type ToldClaim, WRONG_CODE } from '../../testing/claim-bench.ts';
import { noteUses } from '../../testing/note-uses.ts';
import { NOTHING_TO_FLUSH } from '../../testing/rotation-bench.ts';
import { cancelClaim } from '../cancel-claim/cancel-claim.ts';
import { erasePerson } from '../erase-person/erase-person.ts';
import { noteDelivered } from '../note-delivered/note-delivered.ts';
import { reissueClaim } from './reissue-claim.ts';

const WEEK = 7 * 86_400_000;

let bench: ClaimBench;
let told: ToldClaim;

beforeEach(async () => {
  bench = await claimBench();
  told = await bench.claim();
  await bench.recorded();
});
afterEach(() => bench.close());

const reissue = (id = told.claim.id, newCode = false) =>
  reissueClaim(
    { ...bench.deps, ...bench.maker, store: bench.store, flushUsage: NOTHING_TO_FLUSH },
    bench.context(),
    {
      id,
      newCode,
    },
  );
/** What its contact has afterwards. */
async function reissued(newCode = false): Promise<ToldClaim> {
  const done = await reissue(told.claim.id, newCode);
  if (!done.ok) throw new Error(done.refusal);
  const { claim, code = told.code } = done.value;
  return { claim, code, token: await bench.tokenOf(claim.id) };
}
const causeOf = async (id = told.claim.id) => {
  const done = await reissue(id);
  return done.ok ? 'reissued' : done.refusal;
};
const stateOf = async ({ claim }: ToldClaim) => claimState(await bench.kept(claim.id), bench.now());

describe('a claim that is re-issued', () => {
  test('ends, and another link opens with the code of before', async () => {
    const next = await reissued();
    expect(await bench.recorded()).toMatchObject([
      { action: 'claim.created', subject: next.claim.id },
      { action: 'claim.reissued', subject: told.claim.id, after: { reissued_as: next.claim.id } },
    ]);
    expect(await bench.causeOf(told)).toBe('claim_reissued');
    expect(await bench.causeOf(next)).toBe('opened');
  });

  test('gets another code where one is wanted, and the old one is of no use', async () => {
    const next = await reissued(true);
    expect(next.code).not.toBe(told.code);
    expect(await bench.causeOf({ ...next, code: told.code })).toBe('claim_code_wrong');
    expect(await bench.causeOf(next)).toBe('opened');
  });

  test('begins its tries and its time anew', async () => {
    for (let tries = 0; tries < 5; tries++) await bench.open({ ...told, code: WRONG_CODE });
    bench.advance(2 * WEEK);
    const next = await reissued();
    expect(await bench.kept(next.claim.id)).toMatchObject({ tries: 0, expiresAt: bench.now() + WEEK });
    expect(await bench.causeOf(next)).toBe('opened');
  });

  test('is one that nobody has cancelled, or re-issued before', async () => {
    const cancelled = await bench.claim();
    await cancelClaim(bench, bench.context(), cancelled.claim.id);
    await reissue();
    expect([await causeOf(), await causeOf(cancelled.claim.id)]).toEqual(['claim_over', 'claim_over']);
    expect(await causeOf('clm_unknown')).toBe('claim_unknown');
  });

  test('is none of somebody who was erased, also where it could not be opened any more by then', async () => {
    for (let tries = 0; tries < 5; tries++) await bench.open({ ...told, code: WRONG_CODE });
    await erasePerson(bench, bench.context(), bench.contactId);
    await bench.recorded();
    expect(await causeOf()).toBe('person_erased');
    expect(await bench.recorded()).toEqual([]);
  });
});

describe('a claim that was opened', () => {
  let credentialId: string;

  beforeEach(async () => {
    const opened = await bench.open(told);
    credentialId = opened.ok ? opened.value.credential.id : '';
    await bench.recorded();
  });

  const deliver = () => noteDelivered(bench, { ...bench.context(), actor: 'system:claim' }, told.claim.id);

  test('is re-issued while its answer may be lost; the secret is revoked in the same change', async () => {
    const next = await reissued();
    const secret = await bench.store.secrets.find(credentialId);
    expect(secret && secretState(secret, bench.now())).toBe('revoked');
    expect((await bench.recorded()).map(({ action }) => action)).toEqual([
      'secret.revoked',
      'claim.created',
      'claim.reissued',
    ]);
    expect([await stateOf(told), await stateOf(next)]).toEqual(['reissued', 'open']);
    expect(await bench.causeOf(next)).toBe('opened');
  });

  test('stays as it is once its answer left whole', async () => {
    await deliver();
    expect(await bench.recorded()).toMatchObject([
      { action: 'claim.delivered', actor: 'system:claim', after: { credential_id: credentialId } },
    ]);
    expect(await causeOf()).toBe('claim_delivered');
    expect(await bench.recorded()).toEqual([]);
  });

  test('stays as it is once its secret was used: it has arrived, whatever is known of the answer', async () => {
    await noteUses(bench.store, [{ credentialId, clientId: bench.clientId, at: bench.now() }]);
    expect(await causeOf()).toBe('claim_delivered');
  });

  test('is not noted as delivered twice, nor after it was re-issued', async () => {
    await deliver();
    await bench.recorded();
    await deliver();
    expect(await bench.recorded()).toEqual([]);
  });

  test('and re-issued is not noted as delivered by an answer that ends late', async () => {
    await reissue();
    await bench.recorded();
    await deliver();
    expect(await bench.recorded()).toEqual([]);
    expect(await stateOf(told)).toBe('reissued');
  });

  test('for a member loses the token', async () => {
    told = await bench.claim('member_token');
    const opened = await bench.open(told);
    await reissued();
    const token = await bench.store.personalTokens.find(opened.ok ? opened.value.credential.id : '');
    expect(token?.revokedAt).toBe(bench.now());
  });
});
