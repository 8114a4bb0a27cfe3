import { isBase62 } from '../base62.ts';
import { SECRET_BODY_LENGTH } from '../credential-format.ts';

/** How far a text's characters are apart in bytes. 2 is UTF-16 of either byte order: zeros stand between them. */
export type Stride = 1 | 2;

const IS_BASE62 = Uint8Array.from({ length: 256 }, (_, byte) => Number(isBase62(String.fromCharCode(byte))));

/**
 * Calls `visit` with each place in `[from, end)` where a secret's body may begin: 57 base62 characters in a row. Not
 * every such place is visited, but every one that follows a character outside base62, as a body follows its `_`.
 *
 * Each window is read from its end: the last character outside base62 rules out every body that would cover it, so in
 * ordinary text most bytes are never looked at (as Boyer and Moore skip).
 * @returns where to go on once there are more bytes: less than a window before `end`
 */
export function eachBodyPlace(
  bytes: Uint8Array,
  from: number,
  end: number,
  stride: Stride,
  visit: (place: number) => void,
): number {
  const span = (SECRET_BODY_LENGTH - 1) * stride;
  let place = from;
  while (place + span < end) {
    const last = lastOutside(bytes, place, place + span, stride);
    if (last < place) visit(place);
    place = last < place ? place + SECRET_BODY_LENGTH * stride : last + stride;
  }
  return place;
}

/** The last place from `end` down to `first` that no body can cover; below `first` where there is none. */
function lastOutside(bytes: Uint8Array, first: number, end: number, stride: Stride): number {
  let at = end;
  if (stride === 1) while (at >= first && IS_BASE62[bytes[at] as number] === 1) at--;
  else while (at >= first && IS_BASE62[bytes[at] as number] === 1 && bytes[at - 1] === 0) at -= 2;
  return at;
}
