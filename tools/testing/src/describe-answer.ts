/** A `fetch` Response whose body was read, a raw one, or anything of this shape. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers | ReadonlyMap<string, string | readonly string[]>;
  readonly body: string;
}

/** What differs from run to run, and what stands for it. Whole tokens and secrets never reach a document. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\beyJhbGciOiJSUzI1NiIs[\w-]*\.[\w-]*\.[\w-]*/g, 'eyJhbGciOiJSUzI1NiIs…'],
  [/\b(rspub|rsec|rsop|rsapi)_(test_)?[0-9A-Za-z]{8,}/g, '$1_$2…'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>'],
  [/\b(127\.0\.0\.1|localhost):\d+/g, '$1:<port>'],
];

/** The text with all that differs from run to run replaced by fixed words. */
export function withoutVolatile(text: string): string {
  return VOLATILE.reduce((rest, [pattern, word]) => rest.replaceAll(pattern, word), text);
}

/**
 * One line for the attack document: status, the named headers where present, body. The same answer gives the
 * same line in every run.
 */
export function describeAnswer(answer: Answer, headers: readonly string[] = []): string {
  const named = headers.flatMap((name) => {
    const value = answer.headers.get(name.toLowerCase());
    return value === undefined || value === null ? [] : [`${name}: ${[value].flat().join(', ')}`];
  });
  return [String(answer.status), ...named, ...(answer.body === '' ? [] : [answer.body])]
    .map((part) => withoutVolatile(part))
    .join(' · ');
}
