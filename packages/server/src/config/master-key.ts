import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { StartFailure } from '../start-failure.ts';
import { refuseOpenFile } from './setting-source.ts';
import type { Settings } from './settings.ts';

/**
 * The key that all others are sealed under. Given by the settings, else found in the data directory, else made
 * there, but only by `dev` and only where there is no database yet that another key may have sealed.
 */
export function masterKeyOf(settings: Settings): KeyObject {
  if (settings.masterKey !== undefined) return toKey(settings.masterKey, 'GATEPASS_MASTER_KEY');
  const path = `${settings.dataDir}/master.key`;
  if (existsSync(path)) {
    refuseOpenFile(path, 'The master key');
    return toKey(readFileSync(path, 'utf8').trim(), path);
  }
  if (existsSync(settings.databasePath)) {
    throw new StartFailure(
      `The master key is missing: ${settings.databasePath} is sealed under one; put it back at ${path}, or set GATEPASS_MASTER_KEY.`,
      2,
    );
  }
  if (settings.mode !== 'dev') {
    throw new StartFailure(
      `The master key is missing; make one with: openssl rand -base64 32, and set GATEPASS_MASTER_KEY or GATEPASS_MASTER_KEY_FILE.`,
      2,
    );
  }
  const made = randomBytes(32).toString('base64');
  writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return toKey(made, path);
}

function toKey(text: string, where: string): KeyObject {
  const bytes = /^[0-9A-Za-z+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (bytes.length !== 32) {
    throw new StartFailure(
      `The master key in ${where} is not 32 bytes in base64; make one with: openssl rand -base64 32`,
      2,
    );
  }
  return createSecretKey(bytes);
}
