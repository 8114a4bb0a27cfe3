import { existsSync, readFileSync } from 'node:fs';
import { type CredentialsFile, parseCredentialsFile } from '../secrets/credentials-file.ts';
import { replacePrivateFile } from '../secrets/replace-private-file.ts';

/** The demo client's pair, and both addresses that it is good for. */
export interface DevCredentials extends CredentialsFile {
  readonly api_url: string;
}

/** The pair in the file; undefined where there is no file, or none that holds a pair. */
export function readDevCredentials(path: string): CredentialsFile | undefined {
  return existsSync(path) ? parseCredentialsFile(readFileSync(path, 'utf8')) : undefined;
}

export function writeDevCredentials(path: string, credentials: DevCredentials): Promise<void> {
  return replacePrivateFile(path, `${JSON.stringify(credentials, null, 2)}\n`);
}
