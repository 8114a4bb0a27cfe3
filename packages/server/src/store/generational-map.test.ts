import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GenerationalMap } from './generational-map.ts';

const filled = (generation: number, count: number) => {
  const map = new GenerationalMap<number, string>(generation);
  for (let key = 0; key < count; key++) map.set(key, `v${key}`);
  return map;
};

describe('a map of generations', () => {
  test('holds the latest entries, at least one generation of them and at most two', () => {
    const held = [...filled(10, 1000)].map(([key]) => key);
    expect(held.length).toBeGreaterThanOrEqual(10);
    expect(held.length).toBeLessThanOrEqual(20);
    for (let key = 990; key < 1000; key++) expect(held).toContain(key);
  });

  test('keeps what is asked for through any number of generations', () => {
    const map = filled(10, 5);
    for (let key = 100; key < 1000; key++) {
      map.set(key, 'x');
      expect(map.get(0)).toBe('v0');
    }
    expect(map.get(1)).toBeUndefined();
  });

  test('never gives a value that was deleted or replaced', () => {
    const command = fc.tuple(fc.constantFrom('get', 'set', 'delete'), fc.nat({ max: 9 }), fc.nat());
    fc.assert(
      fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
        const map = new GenerationalMap<number, number>(4);
        const model = new Map<number, number>();
        for (const [name, key, value] of commands) {
          if (name === 'set') {
            map.set(key, value);
            model.set(key, value);
          } else if (name === 'delete') {
            map.delete(key);
            model.delete(key);
          } else expect([undefined, model.get(key)]).toContain(map.get(key));
          for (const [held, kept] of map) expect(kept).toBe(model.get(held));
        }
      }),
    );
  });
});
