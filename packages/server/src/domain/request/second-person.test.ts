import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, type Involved, type OperatorChange, whyNotSecond } from './second-person.ts';

const candidate = (operatorId: string, more: Partial<Candidate> = {}): Candidate => ({
  operatorId,
  personId: `per_${operatorId}`,
  email: `${operatorId}@example.com`,
  ...more,
});
const involved = (operatorId: string, role: Involved['role'] = 'approved_it'): Involved => ({
  ...candidate(operatorId),
  role,
});
const changed = (by: string, of: string): OperatorChange => ({ by, of });

describe('the second person', () => {
  test('is anybody who has nothing to do with those who made or approved it', () => {
    const changes = [changed('other', 'c'), changed('c', 'd'), changed('a', 'e')];
    expect(whyNotSecond(candidate('c'), [involved('a', 'made_it'), involved('b')], changes)).toBeUndefined();
  });

  test.each(['made_it', 'approved_it'] as const)('is not the one who %s', (role) => {
    expect(whyNotSecond(candidate('a'), [involved('a', role)], [])).toEqual({ reason: role });
  });

  test('is not the same person as another operator, by the person or by the mailbox', () => {
    const other = candidate('b', { personId: 'per_a' });
    expect(whyNotSecond(other, [involved('a')], [])).toEqual({ reason: 'approved_it' });
    const tagged = candidate('b', { email: 'A+second@example.com' });
    expect(whyNotSecond(tagged, [involved('a')], [])).toEqual({ reason: 'approved_it' });
  });

  test('is not whoever asked for it under another name', () => {
    const contact = {
      role: 'asked_for_it',
      operatorId: null,
      personId: 'per_x',
      email: 'b@example.com',
    } as const;
    expect(whyNotSecond(candidate('b'), [contact], [])).toEqual({ reason: 'asked_for_it' });
  });

  test('is not somebody without an address because another has none either', () => {
    const nameless = { ...involved('a'), email: null };
    expect(whyNotSecond(candidate('b', { email: null }), [nameless], [])).toBeUndefined();
  });

  test('is nobody whom one of them made or changed', () => {
    expect(whyNotSecond(candidate('b'), [involved('a')], [changed('a', 'b')])).toEqual({
      reason: 'changed_by',
      other: 'a',
    });
  });

  test('is nobody whom one of them changed through others', () => {
    const changes = [changed('c', 'd'), changed('b', 'c'), changed('a', 'b')];
    expect(whyNotSecond(candidate('d'), [involved('a')], changes)).toEqual({
      reason: 'changed_by',
      other: 'a',
    });
  });

  test('is not the one whose creature has approved first', () => {
    expect(whyNotSecond(candidate('a'), [involved('b')], [changed('a', 'b')])).toEqual({
      reason: 'changed',
      other: 'b',
    });
  });

  test('may have been made by somebody who has nothing to do with it', () => {
    const changes = [changed('admin', 'a'), changed('admin', 'b')];
    expect(whyNotSecond(candidate('b'), [involved('a')], changes)).toBeUndefined();
  });

  test('may have changed their own account', () => {
    expect(
      whyNotSecond(candidate('b'), [involved('a')], [changed('b', 'b'), changed('a', 'a')]),
    ).toBeUndefined();
  });
});

describe('whatever was changed by whom', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const changes = fc.array(fc.record({ by: name, of: name }), { maxLength: 12 });

  test('more changes and more people never make anybody eligible', () => {
    fc.assert(
      fc.property(name, fc.array(name), fc.array(name), changes, changes, (who, few, more, some, others) => {
        const before = whyNotSecond(
          candidate(who),
          few.map((id) => involved(id)),
          some,
        );
        const after = whyNotSecond(
          candidate(who),
          [...few, ...more].map((id) => involved(id)),
          [...some, ...others],
        );
        if (before !== undefined) expect(after).toBeDefined();
      }),
    );
  });

  test('the order of the changes means nothing', () => {
    fc.assert(
      fc.property(name, fc.array(name), changes, (who, ids, some) => {
        const people = ids.map((id) => involved(id));
        const one = whyNotSecond(candidate(who), people, some);
        const other = whyNotSecond(candidate(who), people, some.toReversed());
        expect(other === undefined).toBe(one === undefined);
      }),
    );
  });

  test('two people are one pair of eyes both ways or neither way', () => {
    fc.assert(
      fc.property(name, name, changes, (one, other, some) => {
        const there = whyNotSecond(candidate(one), [involved(other)], some);
        const back = whyNotSecond(candidate(other), [involved(one)], some);
        expect(back === undefined).toBe(there === undefined);
      }),
    );
  });

  test('a chain of changes from one to the other always counts, and only such a chain does', () => {
    fc.assert(
      fc.property(name, name, changes, (one, other, some) => {
        const eligible = whyNotSecond(candidate(one), [involved(other)], some) === undefined;
        expect(eligible).toBe(!(leads(some, one, other) || leads(some, other, one)));
      }),
    );
  });
});

/** Whether a chain of changes leads from one to the other, found another way: by powers of the relation. */
function leads(changes: readonly OperatorChange[], from: string, to: string): boolean {
  if (from === to) return true;
  const paths = (length: number, at: string): boolean =>
    at === to ||
    (length > 0 && changes.some(({ by, of }) => by === at && of !== at && paths(length - 1, of)));
  return paths(6, from);
}
