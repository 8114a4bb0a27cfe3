import type { Rotation, Secret } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import { rotationLines, undoneRotationLines } from './rotation-lines.ts';

const OLD: Secret = {
  id: 'old00001',
  client_id: 'rspub_c',
  label: 'first',
  hint: 'aaaa',
  state: 'retiring',
  created_at: '2026-01-01T00:00:00.000Z',
  not_before: null,
  expires_at: null,
  retire_at: '2026-12-01T00:00:00.000Z',
  held_at: null,
  retired_at: null,
  retire_reason: null,
  revoked_at: null,
  revoked_reason: null,
  made_with: null,
  replaces: null,
  exposed_at: null,
};

const ROTATION: Rotation = {
  client_id: 'rspub_c',
  old: OLD,
  new: {
    ...OLD,
    id: 'new00001',
    label: 'next',
    hint: 'bbbb',
    state: 'active',
    replaces: OLD.id,
    retire_at: null,
  },
  step: 'seen',
  safe_to_retire: false,
  verdict: 'old secret used 5 minutes ago; new one seen from 4 of 6 instances; not yet safe to retire',
  evidence: {
    old_last_used_at: '2026-11-24T00:00:00.000Z',
    old_last_network: '203.0.113.7/32',
    old_unused_seconds: 300,
    unused_for_seconds: 86_400,
    new_first_used_at: '2026-11-23T00:00:00.000Z',
    new_last_used_at: '2026-11-24T00:01:00.000Z',
    instances: { moved: 4, all: 6 },
    networks: { moved: 0, all: 0 },
  },
  delay_seconds: 10,
};

test('the verdict comes first, then both secrets, then what to do', () => {
  expect(rotationLines(ROTATION)).toBe(
    [
      'old secret used 5 minutes ago; new one seen from 4 of 6 instances; not yet safe to retire',
      'uses of the last 10 seconds may be missing',
      '',
      'secret  id        label  hint  state     last_used_at              expires_at',
      'old     old00001  first  aaaa  retiring  2026-11-24T00:00:00.000Z  -',
      'new     new00001  next   bbbb  active    2026-11-24T00:01:00.000Z  -',
      '',
      'next: deploy the new secret everywhere; the old one ends by itself from 2026-12-01T00:00:00.000Z on, once it is unused for 1 day',
      '',
    ].join('\n'),
  );
});

test.each([
  ['deploy', 'next: deploy the new secret; gatepass secrets cancel rspub_c takes it back'],
  ['retire', 'next: gatepass secrets retire old00001; the old one ends by itself'],
  ['held', 'next: deploy the new secret where the old one is still used; gatepass secrets usage old00001'],
  ['done', 'next: nothing'],
] as const)('each step names the next one: %s', (step, next) => {
  expect(rotationLines({ ...ROTATION, step })).toContain(next);
});

test('an overlap without an end says so', () => {
  expect(rotationLines({ ...ROTATION, old: { ...OLD, retire_at: null } })).toContain(
    'the old one stays until somebody retires it',
  );
});

test('what was taken back is both secrets', () => {
  const undone = { client_id: 'rspub_c', restored: ROTATION.new, withdrawn: OLD };
  expect(undoneRotationLines(undone)).toBe(
    [
      'secret     id        label  hint  state     retire_at',
      'restored   new00001  next   bbbb  active    -',
      'withdrawn  old00001  first  aaaa  retiring  2026-12-01T00:00:00.000Z',
      '',
    ].join('\n'),
  );
});
