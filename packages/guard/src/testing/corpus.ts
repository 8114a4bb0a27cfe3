import { readFileSync } from 'node:fs';

/** Reads a set of third-party test vectors. */
export function readCorpus<Corpus>(name: string): Corpus {
  const url = new URL(`../../../../tools/testing/corpora/${name}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Corpus;
}
