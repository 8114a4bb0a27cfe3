import { type Command, Option } from 'commander';
import type { PageQuery } from '../admin-client.ts';

export function addPageOptions(list: Command): Command {
  return list
    .option('--limit <number>', 'how many at most, 1 to 1000 (100 by default)')
    .option('--after <cursor>', 'continue where the page before ended');
}

/** A page of those of one status, and with a name that contains a text. */
export interface FilteredQuery extends PageQuery {
  readonly status?: 'active' | 'disabled';
  readonly name?: string;
}

export function statusOption(): Option {
  return new Option('--status <status>', 'only these').choices(['active', 'disabled']);
}

export function nameOption(): Option {
  return new Option('--name <text>', 'only those whose name contains this');
}
