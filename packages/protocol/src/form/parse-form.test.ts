import { urlencodedCases } from '@gatepass/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFormComponent, encodeFormComponent, parseForm } from './parse-form.ts';

const encoder = new TextEncoder();
const parse = (text: string) => parseForm(encoder.encode(text));
const pairs = (text: string) => {
  const form = parse(text);
  return form.ok ? [...form.value] : form.refusal;
};

describe('a form', () => {
  test('is read in the order of its names', () => {
    expect(pairs('b=2&a=1')).toEqual([
      ['b', '2'],
      ['a', '1'],
    ]);
  });

  test('has plus for space, %2B for plus, and semicolons as data', () => {
    expect(pairs('a=x+y%20z&b=1%2B1&c=1;d=2')).toEqual([
      ['a', 'x y z'],
      ['b', '1+1'],
      ['c', '1;d=2'],
    ]);
  });

  test('keeps what stands behind the first equals sign, and a name without one has no value', () => {
    expect(pairs('a=b=c&d&=e')).toEqual([
      ['a', 'b=c'],
      ['d', ''],
      ['', 'e'],
    ]);
  });

  test('trims nothing, not even a byte order mark', () => {
    expect(pairs('\ufeffa= b ')).toEqual([['\ufeffa', ' b ']]);
  });

  test('takes __proto__ for a name like any other', () => {
    expect(pairs('__proto__=1&constructor=2')).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

describe('a form is refused', () => {
  test.each(['a=1&a=1', 'a=1&a=2', 'a=1&b=2&%61=1', 'x&x', '=1&=2'])('when a name repeats: %s', (text) => {
    expect(pairs(text)).toBe('duplicate');
  });

  test.each(['a=%', 'a=%z', 'a=%zz', 'a=%2', '%=1', 'a=%%41', 'a=1%4'])(
    'for a percent sign without two hexadecimal digits: %s',
    (text) => {
      expect(pairs(text)).toBe('malformed_percent');
    },
  );

  test.each(['a=%FF', 'a=%C0%AF', 'a=%ED%A0%80', 'a=%F4%90%80%80', 'a=%E2%82'])(
    'for percent-encoded bytes that are no UTF-8: %s',
    (text) => {
      expect(pairs(text)).toBe('invalid_utf8');
    },
  );

  test('for plain bytes that are no UTF-8', () => {
    expect(parseForm(Uint8Array.from([0x61, 0x3d, 0xff]))).toEqual({ ok: false, refusal: 'invalid_utf8' });
  });
});

describe('agreement with the WHATWG parser', () => {
  test.each(urlencodedCases())(
    'case $id: the same pairs, or a refusal by a rule of ours',
    ({ input, output }) => {
      const form = parse(input);
      const names = output.map(([name]) => name);
      if (form.ok) expect([...form.value]).toEqual(output);
      else if (form.refusal === 'duplicate') expect(new Set(names).size).toBeLessThan(names.length);
      else expect(input).toMatch(/%(?![0-9A-Fa-f]{2})|%[89A-Fa-f]/);
    },
  );

  test('on every form that it writes itself', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (given) => {
        const written = new URLSearchParams(given as [string, string][]).toString();
        expect(pairs(written)).toEqual([...new URLSearchParams(written)]);
      }),
    );
  });

  test('on any bytes that are accepted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const form = parseForm(bytes);
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        if (form.ok) expect([...form.value]).toEqual([...new URLSearchParams(text.replace(/^\?/, '&?'))]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('what is encoded for Basic decodes to what it was (RFC 6749 §2.3.1)', () => {
  expect(encodeFormComponent('a:b %+é')).toBe('a%3Ab+%25%2B%C3%A9');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeFormComponent(encodeFormComponent(text))).toEqual({ ok: true, value: text });
    }),
  );
});
