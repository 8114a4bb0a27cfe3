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

const REASON = '--reason <text>';

/** Required, but for a dry run: the reason for something that is not done is kept nowhere. */
export function addReasonOption(command: Command): Command {
  return command.option(REASON, 'why: kept with it (required)').hook('preAction', (_command, acting) => {
    const { reason, dryRun } = acting.opts<Partial<ReasonOption> & DryRunOption>();
    if (reason !== undefined) return;
    if (!dryRun) acting.error(`error: required option '${REASON}' not specified`);
    acting.setOptionValue('reason', NO_REASON);
  });
}

/** As a value that is not there is shown. */
const NO_REASON = '-';
