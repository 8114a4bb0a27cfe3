import { type RandomBytes, randomBase62 } from '@gatepass/protocol';

type IdKind =
  | 'prt'
  | 'api'
  | 'opr'
  | 'mbr'
  | 'per'
  | 'req'
  | 'msg'
  | 'rul'
  | 'clm'
  | 'mal'
  | 'whk'
  | 'whd'
  | 'leak'
  | 'key';

/** A new id such as `prt_4kZ0…`: 12 characters, 71 bits; the primary key refuses the one that repeats. */
export function newId(kind: IdKind, randomBytes: RandomBytes): string {
  return `${kind}_${randomBase62(12, randomBytes)}`;
}
