import { describe, expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';

/**
 * Of the reference's `vectors_hsip64` (key 00 01 … 07, message 00 01 02 … of 0 to 63 bytes) those with an even
 * number of bytes: a text in UTF-16 has no other.
 */
const VECTORS = `
  218d1f59b9b83cc8 064f39ef7c50eb57 d5e78a175be52ea1 ce3e91358aa2bc25
  edfee820bce4858c 95b0469f06a6f2ee 7bc71f9faef5c799 3bb1a870eae8e658
  7336aad25f7bf3b5 c9b2db2b9a3e42f9 1bf52b0a6feea7db e20103fa1ba776ef
  70741045ae3fa6f1 0d899ed8112923f0 2d925ffb1e0016b5 291aaf864898179d
  28709d46d811626c 8324e4d7528f9830 86d67a40ec4276dc cbd92ee724d42109
  5b38c81c67c8ae4c a91a52c025327024 1e30f3ad27dcb15a 495c0f995557dc38
  a9eaa8c04ba93e3e 912d568fd8f65a49 02445a7998f550e1 359569e7d289e3bc
  a1a492f942f15f1d 5d1b5ea1b231d89d d6762890bf26e460 f90b3ab572d46693
`
  .trim()
  .split(/\s+/);

const key = Uint8Array.from({ length: 8 }, (_, index) => index);

describe('a keyed hash', () => {
  const hash = createKeyedHash(key);

  test.each(VECTORS.map((vector, index) => [index * 2, vector] as const))(
    'is that of the reference for %i bytes',
    (length, vector) => {
      const message = Buffer.from(Array.from({ length }, (_, index) => index));
      const output = Buffer.alloc(8);
      hash(message.toString('utf16le')).forEach((word, index) => {
        output.writeUInt32LE(word, index * 4);
      });
      expect(output.toString('hex')).toBe(vector);
    },
  );

  test('is another one under another key', () => {
    expect(createKeyedHash(key.map((byte) => byte ^ 0xff))('rspub_x')).not.toEqual(hash('rspub_x'));
  });

  test('takes any part of a larger buffer for its key', () => {
    const larger = Uint8Array.from([9, ...key, 9]);
    expect(createKeyedHash(larger.subarray(1, 9))('rspub_x')).toEqual(hash('rspub_x'));
  });

  test.each([0, 7, 9, 16])('takes no key of %i bytes', (length) => {
    expect(() => createKeyedHash(new Uint8Array(length))).toThrow(TypeError);
  });
});
