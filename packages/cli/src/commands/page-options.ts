import type { Command } from 'commander';

export function addPageOptions(list: Command): Command {
  return list
    .option('--limit <number>', 'how many at most, 1 to 1000 (100 by default)')
    .option('--after <cursor>', 'continue where the page before ended');
}
