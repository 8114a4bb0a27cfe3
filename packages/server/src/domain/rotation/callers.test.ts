import { expect, test } from 'vitest';
import type { InstanceUse, NetworkUse } from '../usage/usage.ts';
import { CALLER_WINDOW, callersOf } from './callers.ts';
import type { SecretUse } from './rotation-use.ts';

const NOW = 10 * CALLER_WINDOW;

/** Uses by name or address and by how long ago they were, in milliseconds. */
function useOf(instances: Record<string, number>, networks: Record<string, number> = {}): SecretUse {
  const common = { credentialId: 'x', firstUsedAt: 0, uses: 1, version: null };
  return {
    ever: undefined,
    instances: Object.entries(instances).map(
      ([instance, ago]): InstanceUse => ({ ...common, instance, lastUsedAt: NOW - ago }),
    ),
    networks: Object.entries(networks).map(
      ([network, ago]): NetworkUse => ({ ...common, network, lastUsedAt: NOW - ago }),
    ),
  };
}

const moved = (old: SecretUse, successor: SecretUse) =>
  Object.fromEntries(
    callersOf({ old, successor }, NOW).map(({ kind, id, moved }) => [`${kind} ${id}`, moved]),
  );

test('an instance has moved when its latest use is of the new secret', () => {
  expect(moved(useOf({ a: 60, b: 60, c: 10 }), useOf({ a: 10, c: 60, d: 10 }))).toEqual({
    'instance a': true,
    'instance b': false,
    'instance c': false,
    'instance d': true,
  });
});

test('an instance that was not seen for a day is waited for no more', () => {
  expect(moved(useOf({ a: CALLER_WINDOW, b: CALLER_WINDOW - 1 }), useOf({}))).toEqual({
    'instance b': false,
  });
});

test('where no caller names itself, networks stand for them', () => {
  expect(moved(useOf({}, { '192.0.2.1': 60, '192.0.2.2': 5 }), useOf({}, { '192.0.2.1': 5 }))).toEqual({
    'network 192.0.2.1': true,
    'network 192.0.2.2': false,
  });
});

test('where callers name themselves, their networks do not count them again', () => {
  const networks = { '192.0.2.1': 5 };
  expect(moved(useOf({ a: 60 }, networks), useOf({ a: 5 }, networks))).toEqual({ 'instance a': true });
});

test('unnamed callers of the old secret have moved when named ones ask from their network', () => {
  const old = useOf({}, { '192.0.2.1': 60, '192.0.2.2': 60 });
  expect(moved(old, useOf({ a: 5 }, { '192.0.2.1': 5 }))).toEqual({
    'instance a': true,
    'network 192.0.2.1': true,
    'network 192.0.2.2': false,
  });
});
