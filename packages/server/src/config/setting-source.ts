import { readFileSync, statSync } from 'node:fs';
import { StartFailure } from '../start-failure.ts';
import { SETTINGS, type SettingName } from './settings-table.ts';

/** Where settings come from: the environment, or files that the environment names. */
export type SettingSource = (name: SettingName) => string | undefined;

/** Reads `GATEPASS_<name>`, else the file that `GATEPASS_<name>_FILE` names. Both at once are refused. */
export function settingSource(env: Readonly<Record<string, string | undefined>>): SettingSource {
  return (name) => {
    const direct = nonEmpty(env[`GATEPASS_${name}`]);
    const file = nonEmpty(env[`GATEPASS_${name}_FILE`]);
    if (direct !== undefined && file !== undefined) {
      throw new StartFailure(`GATEPASS_${name} and GATEPASS_${name}_FILE are both set; keep one of them.`, 2);
    }
    return file === undefined ? direct : readSettingFile(name, file);
  };
}

function readSettingFile(name: SettingName, path: string): string {
  try {
    if ('secret' in SETTINGS[name]) refuseOpenFile(path, `GATEPASS_${name}_FILE`);
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartFailure(`GATEPASS_${name}_FILE names ${path}, which cannot be read (${code}).`, 2);
  }
}

/** A secret that others on the machine can read is none. */
export function refuseOpenFile(path: string, what: string): void {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new StartFailure(`${what}: others can read ${path}; run: chmod 600 ${path}`, 2);
  }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
