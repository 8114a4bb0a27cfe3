import type { Canary, Place } from './find-canaries.ts';

/** Every answer that a program of this process gets over HTTP, and the secrets that were told in them. */
export interface WatchedAnswers {
  readonly canaries: readonly Canary[];
  /** The answers with their headers. Each may tell what it was the first to tell, and no other one may. */
  readonly places: readonly Place[];
  /** So far; to see what one command was told. */
  count(): number;
  stop(): void;
}

/** Looks over the shoulder of `fetch`. `names`: the fields of JSON that are shown once. */
export function watchAnswers(names: ReadonlySet<string>): WatchedAnswers {
  const canaries: Canary[] = [];
  const known = new Set<string>();
  const places: Place[] = [];
  const { fetch } = globalThis;

  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const text = await response.clone().text();
    const url = new URL(input instanceof Request ? input.url : String(input));
    const what = `the answer to ${init?.method ?? 'GET'} ${url.pathname} (${response.status})`;
    const told = [...shownIn(text, names)].filter((canary) => !known.has(canary.text));
    for (const { name, text } of told) {
      known.add(text);
      canaries.push({ name: `${name} of ${what}`, text });
    }
    const headers = [...response.headers].flat().join('\n');
    places.push({
      name: what,
      bytes: Buffer.from(`${headers}\n\n${text}`),
      tells: new Set(told.map(({ text }) => text)),
    });
    return response;
  };

  return {
    canaries,
    places,
    count: () => canaries.length,
    stop() {
      globalThis.fetch = fetch;
    },
  };
}

function* shownIn(text: string, names: ReadonlySet<string>): Generator<Canary> {
  for (const [, name = '', value = ''] of text.matchAll(/"(\w+)":"([^"\\]+)"/g)) {
    if (names.has(name)) yield { name, text: value };
  }
}
