import { Option } from 'commander';

/** `--event`, once for each. */
export function eventsOption(byDefault: string): Option {
  return new Option(
    '--event <name>',
    `an event, or the beginning of some as in 'secret.*'; may be repeated (${byDefault})`,
  ).argParser((event: string, others: readonly string[] = []) => [...others, event]);
}
