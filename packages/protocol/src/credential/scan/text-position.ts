import type { Stride } from './body-places.ts';

/** A place in a text, by what lies behind it. */
export interface TextPosition {
  /** Line feeds. */
  readonly lines: number;
  /** Bytes since the last of them. */
  readonly bytes: number;
  /** Characters since the last of them, if the text is UTF-8. */
  readonly characters: number;
}

export const TEXT_START: TextPosition = { lines: 0, bytes: 0, characters: 0 };

const LINE_FEED = 0x0a;

/** Where one is after `bytes[from, to)`. */
export function advance(position: TextPosition, bytes: Uint8Array, from: number, to: number): TextPosition {
  let lines = 0;
  let lineStart = from;
  for (let at = from; at < to; at++) {
    if (bytes[at] === LINE_FEED) {
      lines++;
      lineStart = at + 1;
    }
  }
  const before = lines === 0 ? position : TEXT_START;
  return {
    lines: position.lines + lines,
    bytes: before.bytes + to - lineStart,
    characters: before.characters + countCharacters(bytes, lineStart, to),
  };
}

/** Each character of UTF-8 has one byte that is not of the form 10xxxxxx. */
function countCharacters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) count++;
  return count;
}

/** Line and column as editors tell them, from 1. The line feed itself is one of UTF-16's two bytes. */
export function lineAndColumn(position: TextPosition, stride: Stride): { line: number; column: number } {
  const characters = stride === 1 ? position.characters : Math.floor(position.bytes / 2);
  return { line: position.lines + 1, column: characters + 1 };
}

/** The bytes of a byte order mark, which editors do not count. */
export function markLength(bytes: Uint8Array): number {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 3;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) ? 2 : 0;
}
