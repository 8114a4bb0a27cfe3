import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ancestorsOf, descendantsOf } from './descendants.ts';

const made = (id: string, madeWith: string | null) => ({ id, madeWith });
const ids = (secrets: readonly { readonly id: string }[]) => secrets.map(({ id }) => id);

test('the descendants of a secret are those made with it, and those made with these', () => {
  const secrets = [
    made('a', null),
    made('d', 'c'),
    made('b', 'a'),
    made('c', 'b'),
    made('x', null),
    made('y', 'x'),
  ];
  expect(ids(descendantsOf('a', secrets))).toEqual(['d', 'b', 'c']);
  expect(ids(descendantsOf('c', secrets))).toEqual(['d']);
  expect(descendantsOf('d', secrets)).toEqual([]);
});

test('the ancestors of a secret are the one it was made with, and those of that one', () => {
  const secrets = [made('a', null), made('b', 'a'), made('c', 'b'), made('x', 'of another client')];
  expect(secrets.map((secret) => ids(ancestorsOf(secret, secrets)))).toEqual([[], ['a'], ['b', 'a'], []]);
});

test('every secret found has its maker among the found or is made with the first, and none is left out', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const secrets = fc.uniqueArray(fc.record({ id: name, madeWith: fc.option(name, { nil: null }) }), {
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(name, secrets, (id, all) => {
      const found = new Set(ids(descendantsOf(id, all)));
      for (const secret of all) {
        const descends =
          secret.id !== id &&
          secret.madeWith !== null &&
          (secret.madeWith === id || found.has(secret.madeWith));
        expect(found.has(secret.id)).toBe(descends);
      }
    }),
  );
});
