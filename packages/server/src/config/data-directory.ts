import { accessSync, constants, mkdirSync } from 'node:fs';
import { StartFailure } from '../start-failure.ts';

/** Makes sure of a folder that this process can write to; only its owner can look into a new one. */
export function ensureDataDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartFailure(
      `The data directory ${path} cannot be written to (${code}); set GATEPASS_DATA_DIR to a folder that this user can write to.`,
      8,
    );
  }
}
