import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ClaimBench, claimBench } from '../../testing/claim-bench.ts';
import { makeClient } from '../../testing/make-client.ts';
import { erasePerson } from '../erase-person/erase-person.ts';
import { createClaim } from './create-claim.ts';

let bench: ClaimBench;

beforeEach(async () => {
  bench = await claimBench();
  await bench.recorded();
});
afterEach(() => bench.close());

const create = (clientId: string | null, memberId = bench.memberId) =>
  createClaim({ ...bench.maker, store: bench.store }, bench.context(), { clientId, memberId });
const causeOf = async (...given: Parameters<typeof create>) => {
  const created = await create(...given);
  return created.ok ? 'created' : created.refusal;
};

describe('a claim without a request', () => {
  test.each(['client_secret', 'member_token'] as const)('is for a member who is there: %s', async (kind) => {
    const created = await create(kind === 'client_secret' ? bench.clientId : null);
    if (!created.ok) throw new Error(created.refusal);
    const { claim, code } = created.value;
    expect(claim).toMatchObject({ kind, requestId: null, contactId: bench.contactId });
    expect(await bench.recorded()).toMatchObject([
      { action: 'claim.created', subject: claim.id, actor: 'operator:opr_1', after: { kind } },
    ]);
    expect(await bench.causeOf({ token: await bench.tokenOf(claim.id), code })).toBe('opened');
  });

  test('is not for a member of another partner than the client’s', async () => {
    const { clientId } = await makeClient(bench, 'pa_other');
    expect(await causeOf(clientId)).toBe('member_unknown');
    expect(await causeOf('rspub_0000000000000000')).toBe('client_unknown');
    expect(await causeOf(bench.clientId, 'mbr_unknown')).toBe('member_unknown');
  });

  test('is not for whom no mail reaches', async () => {
    await erasePerson(bench, bench.context(), bench.contactId);
    expect([await causeOf(bench.clientId), await causeOf(null)]).toEqual([
      'member_unreachable',
      'member_unreachable',
    ]);
  });
});
