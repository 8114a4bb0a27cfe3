import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ClaimBench, claimBench, type ToldClaim } from '../../testing/claim-bench.ts';
import { erasePerson } from '../erase-person/erase-person.ts';
import { cancelClaim } from './cancel-claim.ts';

let bench: ClaimBench;
let told: ToldClaim;

beforeEach(async () => {
  bench = await claimBench();
  told = await bench.claim();
  await bench.recorded();
});
afterEach(() => bench.close());

const cancel = (id = told.claim.id) => cancelClaim(bench, bench.context(), id);

describe('cancelling a claim', () => {
  test('ends it, forgets the token of its link, and leaves a row', async () => {
    expect(await cancel()).toMatchObject({ ok: true, value: { endReason: 'cancelled' } });
    expect(await bench.recorded()).toMatchObject([{ action: 'claim.cancelled', subject: told.claim.id }]);
    expect(await bench.store.links.latestOf(told.claim.id, 'claim')).toMatchObject({ sealed: null });
    expect(await bench.causeOf(told)).toBe('claim_cancelled');
  });

  test('a second time, or one that has expired, changes nothing', async () => {
    const expired = await bench.claim();
    await cancel();
    bench.advance(30 * 86_400_000);
    await bench.recorded();
    expect([(await cancel()).ok, (await cancel(expired.claim.id)).ok]).toEqual([true, true]);
    expect(await bench.recorded()).toEqual([]);
  });

  test('that was opened is refused: what is out is ended where it is', async () => {
    await bench.open(told);
    expect(await cancel()).toEqual({ ok: false, refusal: 'claim_claimed' });
    expect(await cancel('clm_unknown')).toEqual({ ok: false, refusal: 'claim_unknown' });
  });
});

test('erasing a person ends what they could open, and forgets from where they have opened claims', async () => {
  const opened = await bench.claim();
  await bench.open(opened);
  await bench.recorded();
  await erasePerson(bench, bench.context(), bench.contactId);
  expect(await bench.recorded()).toContainEqual(
    expect.objectContaining({ action: 'claim.cancelled', subject: told.claim.id }),
  );
  expect(await bench.causeOf(told)).toBe('claim_cancelled');
  expect(await bench.kept(opened.claim.id)).toMatchObject({ claimedFrom: null, endReason: null });
});
