import type { Command } from 'commander';

export interface BreakGlassOptions {
  readonly breakGlass?: true;
  readonly reason?: string;
}

export function addBreakGlassOptions(command: Command): Command {
  return command
    .option('--break-glass', 'alone, where it takes two: for admins, and every admin is told')
    .option('--reason <text>', 'why, with --break-glass');
}

export function breakGlassBody({ breakGlass, reason }: BreakGlassOptions) {
  return {
    ...(breakGlass && { break_glass: true }),
    ...(reason !== undefined && { reason }),
  };
}
