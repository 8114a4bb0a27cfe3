import { readFileSync } from 'node:fs';

/** This command's version, as its package says it. */
export function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}
