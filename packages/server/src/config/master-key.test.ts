import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TempFolder, tempFolder } from '@gatepass/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterKeyOf } from './master-key.ts';
import { loadSettings, type Mode } from './settings.ts';

let folder: TempFolder;

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

const keyFile = () => join(folder.path, 'master.key');
const bytesOf = (mode: Mode, env: Record<string, string> = {}) => {
  const settings = loadSettings(
    { GATEPASS_DATA_DIR: folder.path, GATEPASS_AUDIENCE: 'https://api.example', ...env },
    mode,
  );
  return masterKeyOf(settings).export().toString('base64');
};

test('dev makes a key once, for its owner alone, and finds it again', () => {
  const made = bytesOf('dev');
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(readFileSync(keyFile(), 'utf8').trim()).toBe(made);
  expect(bytesOf('dev')).toBe(made);
});

test('serve makes none, and says how to', () => {
  expect(() => bytesOf('serve')).toThrow(/openssl rand -base64 32/);
});

test('a key that is given is used, in base64 or base64url', () => {
  const key = Buffer.alloc(32, 0xfb);
  expect(bytesOf('serve', { GATEPASS_MASTER_KEY: key.toString('base64') })).toBe(key.toString('base64'));
  expect(bytesOf('serve', { GATEPASS_MASTER_KEY: key.toString('base64url') })).toBe(key.toString('base64'));
});

test.each([
  '',
  'short',
  'x'.repeat(43),
  Buffer.alloc(31).toString('base64'),
  Buffer.alloc(33).toString('base64'),
  'ünicode',
])('a key that is not 32 bytes in base64 is refused and not repeated: %j', (key) => {
  const attempt = () => bytesOf('serve', { GATEPASS_MASTER_KEY: key });
  if (key === 'x'.repeat(43)) expect(attempt()).toHaveLength(44);
  else expect(attempt).toThrow(/32/);
  if (key !== '') expect(attempt).not.toThrow(key);
});

test('a database whose key is gone is not given a new one', () => {
  bytesOf('dev');
  writeFileSync(join(folder.path, 'gatepass.db'), '');
  writeFileSync(`${keyFile()}.away`, readFileSync(keyFile()));
  chmodSync(keyFile(), 0o644);
  expect(() => bytesOf('dev')).toThrow(/chmod 600/);
});
