import { type RandomBytes, randomBase62 } from '@gatepass/protocol';

/** A new id such as `prt_4kZ0…`: 12 characters, 71 bits; the primary key refuses the one that repeats. */
export function newId(kind: 'prt' | 'api' | 'opr' | 'leak' | 'key', randomBytes: RandomBytes): string {
  return `${kind}_${randomBase62(12, randomBytes)}`;
}
