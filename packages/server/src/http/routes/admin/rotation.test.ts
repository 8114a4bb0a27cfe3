import {
  ADMIN_PATH,
  type Client,
  type Problem,
  type RevokedSecret,
  type Rotation,
  type Secret,
  type UndoneRotation,
} from '@gatepass/protocol';
import { type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RotationCalls, rotationCalls, secretIdOf } from '../../../testing/rotation-calls.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let system: System;
let old: Pair;
let calls: RotationCalls;

beforeAll(async () => {
  system = await startSystem();
});
beforeEach(async () => {
  old = await system.createClient();
  calls = rotationCalls(system, old);
});
afterAll(() => system.stop());

const statuses = async (...pairs: Pair[]) => {
  const answers = [];
  for (const pair of pairs) answers.push((await calls.ask(pair)).status);
  return answers;
};
const rows = async () => (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
const rotationPath = () => `/clients/${old.clientId}/rotation`;
const causeOf = (problem: unknown) => (problem as Problem).type.replace('urn:gatepass:problem:', '');

describe('a rotation from its beginning to its end', () => {
  test('tells at each step how far it is, and ends by itself', async () => {
    for (const instance of ['instance-a', 'instance-b']) await calls.ask(old, instance);
    const { pair: fresh, rotation } = await calls.start({ label: 'blue' });
    expect(rotation).toMatchObject({ step: 'deploy', safe_to_retire: false, delay_seconds: 10 });
    expect([rotation.old.id, rotation.old.state]).toEqual([secretIdOf(old), 'retiring']);
    expect(rotation.new).toMatchObject({ id: secretIdOf(fresh), label: 'blue', replaces: secretIdOf(old) });

    expect((await calls.show()).verdict).toBe(
      'old secret used just now from 127.0.0.0/24 by 2 instances that have not been seen with the new one; new one never used; deploy the new one',
    );
    system.clock.advance(2 * MINUTE);
    await calls.ask(fresh, 'instance-a');
    const seen = await calls.show();
    expect(seen).toMatchObject({ step: 'seen', evidence: { instances: { moved: 1, all: 2 } } });
    expect(seen.verdict).toBe(
      'old secret used 2 minutes ago from 127.0.0.0/24 by 1 instance that has not been seen with the new one; new one seen from 1 of 2 instances; not yet safe to retire',
    );

    await calls.ask(fresh, 'instance-b');
    system.clock.advance(DAY - MINUTE);
    expect(await calls.show()).toMatchObject({
      step: 'retire',
      safe_to_retire: true,
      verdict: 'old secret unused for 1 day; new one seen from 2 of 2 instances; safe to retire',
    });

    system.clock.advance(6 * DAY);
    expect(await calls.show()).toMatchObject({ step: 'done', old: { state: 'retired' } });
    expect(await statuses(old, fresh)).toEqual([401, 200]);
  });

  test('is held while the old secret is used, and ends when it no longer is', async () => {
    const { pair: fresh } = await calls.start({ overlap_seconds: 0, unused_for_seconds: 60 });
    await calls.ask(old);
    const held = await calls.show();
    expect(held).toMatchObject({ step: 'held', old: { state: 'retiring', held_at: expect.any(String) } });
    expect(held.verdict).toContain('held: the overlap was to end just now');
    expect(await statuses(old, fresh)).toEqual([200, 200]);
    system.clock.advance(MINUTE);
    await calls.ask(fresh);
    expect((await calls.show()).step).toBe('done');
    expect(await statuses(old, fresh)).toEqual([401, 200]);
  });

  test('where there is none, there is nothing to show', async () => {
    const shown = await system.admin<Problem>('GET', rotationPath());
    expect([shown.status, causeOf(shown.body)]).toEqual([404, 'rotation_unknown']);
  });
});

describe('a second one', () => {
  test('names the one that goes on', async () => {
    await calls.start();
    const refused = await system.admin<Problem>('POST', rotationPath(), {});
    expect([refused.status, causeOf(refused.body)]).toEqual([409, 'already_rotating']);
    expect(refused.body.detail).toContain(`${secretIdOf(old)} (first)`);
  });

  test('beside several active secrets must say which, and they are named', async () => {
    const other = await system.admin<Secret>('POST', `/clients/${old.clientId}/secrets`, { label: 'other' });
    const refused = await system.admin<Problem>('POST', rotationPath(), {});
    expect([refused.status, causeOf(refused.body)]).toEqual([409, 'which_secret']);
    for (const name of [`${secretIdOf(old)} (first)`, `${other.body.id} (other)`])
      expect(refused.body.detail).toContain(name);
  });
});

describe('the ways back', () => {
  test.each([
    ['before the new secret was used', false, 200],
    ['once it was used', true, 409],
  ])('cancelling %s', async (_when, isUsed, status) => {
    const { pair: fresh } = await calls.start();
    if (isUsed) await calls.ask(fresh);
    const cancelled = await calls.post(`${rotationPath()}/cancel`, { reason: 'test' });
    expect(cancelled.status).toBe(status);
    if (isUsed) {
      expect(causeOf(cancelled.body)).toBe('secret_in_use');
      expect((cancelled.body as Problem).detail).toContain('used just now from 127.0.0.0/24');
      const forced = await calls.post<UndoneRotation>(`${rotationPath()}/cancel`, {
        reason: 'test',
        force: true,
      });
      expect(forced.body).toMatchObject({ restored: { state: 'active' }, withdrawn: { state: 'revoked' } });
    }
    expect(await statuses(old, fresh)).toEqual([200, 401]);
  });

  test.each([
    ['before the new secret was used', 0, false],
    ['while both are used', 0, true],
    ['after the old one was retired', 8 * DAY, true],
  ])('rolling back %s leaves both working, and the old one in charge', async (_when, time, isUsed) => {
    const { pair: fresh } = await calls.start();
    if (isUsed) await calls.ask(fresh);
    system.clock.advance(time);
    await system.work();
    const undone = await calls.post<UndoneRotation>(`${rotationPath()}/roll-back`, { reason: 'test' });
    expect([undone.status, undone.body]).toMatchObject([
      200,
      {
        restored: { id: secretIdOf(old), state: 'active', replaces: secretIdOf(fresh) },
        withdrawn: { id: secretIdOf(fresh), state: 'retiring' },
      },
    ]);
    expect(await statuses(old, fresh)).toEqual([200, 200]);
    expect((await calls.show()).old.id).toBe(secretIdOf(fresh));
  });
});

describe('an old secret that counts as exposed', () => {
  test.each(['cancel', 'roll-back'])(
    'is taken back by %s with a second word only, also in rehearsal',
    async (verb) => {
      await calls.start();
      await calls.ask(old, undefined, { origin: 'https://shop.example' });
      const isExposed = async () => (await calls.show()).old.exposed_at !== null;
      await expect.poll(isExposed).toBe(true);
      for (const query of ['?dry_run=true', '']) {
        const refused = await calls.post(`${rotationPath()}/${verb}`, { reason: 'test' }, query);
        expect([refused.status, causeOf(refused.body)]).toEqual([409, 'secret_exposed']);
      }
      const forced = { reason: 'test', force: true };
      const undone = await calls.post<UndoneRotation>(`${rotationPath()}/${verb}`, forced);
      expect([undone.status, undone.body.restored.state]).toEqual([200, 'active']);
    },
  );
});

describe('ending a secret', () => {
  test('that was used just now, or is the last, takes a second word', async () => {
    const retire = (pair: Pair, more = {}) =>
      calls.post<Secret>(`/secrets/${secretIdOf(pair)}/retire`, { reason: 'test', ...more });
    const { pair: fresh } = await calls.start();
    await calls.ask(old);
    expect(causeOf((await retire(old)).body)).toBe('secret_in_use');
    system.clock.advance(15 * MINUTE);
    expect((await retire(old)).body).toMatchObject({ state: 'retired', retire_reason: 'test' });
    expect(causeOf((await retire(fresh)).body)).toBe('last_secret');
    expect((await retire(fresh, { force: true })).body).toMatchObject({ state: 'retired' });
    expect(await statuses(old, fresh)).toEqual([401, 401]);
  });

  test('that leaked answers with what went with it', async () => {
    const revoked = await calls.post<RevokedSecret>(`/secrets/${secretIdOf(old)}/revoke`, {
      reason: 'test',
      leaked: true,
    });
    expect(revoked.body).toMatchObject({
      state: 'revoked',
      revoked_reason: 'test',
      exposed_at: expect.any(String),
      revoked_with_it: [],
    });
  });
});

describe('a rehearsal', () => {
  test.each(['cancel', 'roll-back', 'retire', 'revoke'])(
    'of %s answers as it would, and changes nothing',
    async (verb) => {
      const { pair: fresh } = await calls.start();
      const before = [await rows(), await calls.show()];
      const path = ['cancel', 'roll-back'].includes(verb)
        ? `${rotationPath()}/${verb}`
        : `/secrets/${secretIdOf(old)}/${verb}`;
      const response = await fetch(`${system.issuer}${ADMIN_PATH}${path}?dry_run=true`, {
        method: 'POST',
        headers: { authorization: `Bearer ${system.operatorToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'test' }),
      });
      expect([response.status, response.headers.get('gatepass-dry-run')]).toEqual([200, 'true']);
      expect(await response.json()).toMatchObject(
        {
          cancel: { withdrawn: { id: secretIdOf(fresh), state: 'revoked' } },
          'roll-back': { withdrawn: { id: secretIdOf(fresh), state: 'retiring' } },
          retire: { id: secretIdOf(old), state: 'retired' },
          revoke: { id: secretIdOf(old), state: 'revoked' },
        }[verb] ?? {},
      );
      expect([await rows(), await calls.show()]).toEqual(before);
      expect(await statuses(old, fresh)).toEqual([200, 200]);
    },
  );
});

describe('malformed wishes', () => {
  test.each([
    ['an overlap that is negative', { overlap_seconds: -1 }],
    ['a time unused that shows nothing', { unused_for_seconds: 59 }],
    ['an end that does not exist', { expires_at: '2026-02-31T25:00:00Z' }],
    ['an unknown field', { force: true }],
    ['a label with a line end', { label: 'a\nb' }],
  ])('%s', async (_what, body) => {
    const refused = await system.admin<Problem>('POST', rotationPath(), body);
    expect([refused.status, causeOf(refused.body)]).toEqual([400, 'request_malformed']);
  });
});

test('where uses are written seldom, a secret must be unused for longer to count as such', async () => {
  const slow = await startSystem({ settings: { GATEPASS_USAGE_INTERVAL: '30' } });
  try {
    const { clientId } = await slow.createClient();
    const start = (unused_for_seconds: number) =>
      slow.admin<Problem>('POST', `/clients/${clientId}/rotation`, { unused_for_seconds });
    const refused = await start(179);
    expect([refused.status, causeOf(refused.body)]).toEqual([400, 'request_malformed']);
    expect(refused.body.detail).toContain('at least 180');
    expect((await start(180)).status).toBe(201);
  } finally {
    await slow.stop();
  }
});

describe('what a client may do by itself', () => {
  test('is set by an operator, and told', async () => {
    const set = await system.admin<Client>('PUT', `/clients/${old.clientId}/self-rotation`, {
      allowed: true,
    });
    expect([set.status, set.body.self_rotation]).toEqual([200, true]);
    expect((await system.admin<Client>('GET', `/clients/${old.clientId}`)).body.self_rotation).toBe(true);
  });
});

describe('a deployment whose secrets end', () => {
  test('gives each new one its end, refuses a later one, and warns ahead', async () => {
    const strict = await startSystem({
      settings: { GATEPASS_SECRET_TTL: '40', GATEPASS_SECRET_MAX_TTL: '50' },
    });
    try {
      const pair = await strict.createClient();
      const made = await strict.admin<Rotation>('POST', `/clients/${pair.clientId}/rotation`, {});
      const end = new Date(strict.clock.now() + 40 * DAY).toISOString();
      expect([made.body.old.expires_at, made.body.new.expires_at]).toEqual([end, end]);
      const late = { expires_at: new Date(strict.clock.now() + 51 * DAY).toISOString() };
      const refused = await strict.admin<Problem>('POST', `/clients/${pair.clientId}/secrets`, late);
      expect([refused.status, causeOf(refused.body)]).toEqual([400, 'lifetime_too_long']);

      const before = (await strict.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
      strict.clock.advance(10 * DAY);
      for (let look = 0; look < 2; look++) await strict.work();
      const rowsNow = (await strict.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
      // Two warnings, and the hold of the overlap that nobody has followed.
      expect(rowsNow - before).toBe(3);
    } finally {
      await strict.stop();
    }
  });
});
