import { type RandomBytes, randomBase62 } from '@gatepass/protocol';
import { newId } from '../new-id.ts';
import type { Person } from './person.ts';

/** Characters: 256 bits. */
const SALT_LENGTH = 43;

/** For the digests of one person's texts. */
export function newSalt(randomBytes: RandomBytes): string {
  return randomBase62(SALT_LENGTH, randomBytes);
}

/** A person with a salt of their own. `email` is as `parseEmailAddress` gives it. */
export function newPerson(
  randomBytes: RandomBytes,
  { name, email }: Pick<Person, 'name' | 'email'>,
  now: number,
): Person {
  return {
    id: newId('per', randomBytes),
    name,
    email,
    salt: newSalt(randomBytes),
    erasedAt: null,
    createdAt: now,
  };
}
