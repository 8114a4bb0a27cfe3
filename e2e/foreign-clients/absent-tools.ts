import { spawnSync } from 'node:child_process';

/** The system's own, which Debian's packages are for. */
export const PYTHON = '/usr/bin/python3';

/** Whether a command is not there, or does not run. */
export function isAbsent(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status !== 0;
}

export function isModuleAbsent(module: string): boolean {
  return isAbsent(PYTHON, ['-c', `import ${module}`]);
}
