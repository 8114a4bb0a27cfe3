import type { Command } from 'commander';
import type { JsonOption } from '../output/print.ts';

export interface DryRunOption extends JsonOption {
  readonly dryRun?: true;
}

export interface DestructiveOptions extends DryRunOption {
  /** Instead of a person's confirmation. */
  readonly yes?: true;
}

export interface ReasonOption {
  readonly reason: string;
}

/** The options of every command that takes something from somebody. */
export function addDestructiveOptions(command: Command): Command {
  return addDryRunOption(command.option('--yes', 'do not ask'));
}

export function addDryRunOption(command: Command): Command {
  return command.option('--dry-run', 'show what would happen, and change nothing');
}

export function addReasonOption(command: Command): Command {
  return command.requiredOption('--reason <text>', 'why: kept with it');
}
