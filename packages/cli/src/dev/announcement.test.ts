import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { announcement } from './announcement.ts';
import { callsWithFile, callsWithPair } from './curl-calls.ts';

const credentials = {
  client_id: 'rspub_id',
  client_secret: 'rsec_secret',
  parent_account_id: '1234567890',
  token_url: 'http://127.0.0.1:8080/api/v1/oauth/token',
  api_url: 'http://127.0.0.1:8081',
};

/** How the shell splits a call into words: each comes back in a line of its own. */
const wordsOf = (call: string) =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${call}`], { encoding: 'utf8' }).split('\n');

test('the first call is the contract’s, byte for byte but for host and values', () => {
  expect(callsWithPair(credentials).token).toBe(`curl -X POST 'http://127.0.0.1:8080/api/v1/oauth/token' \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  --data-urlencode 'grant_type=client_credentials' \\
  --data-urlencode 'client_id=rspub_id' \\
  --data-urlencode 'client_secret=rsec_secret'`);
});

test('the pair can come from its file, wherever that lies', async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const odd = join(folder.path, `it's "odd" $HOME`);
  mkdirSync(odd);
  const file = join(odd, 'dev-credentials.json');
  writeFileSync(file, JSON.stringify(credentials));
  const { token } = callsWithFile(credentials, file);
  expect(token).not.toContain('rsec_secret');
  expect(wordsOf(token)).toEqual(wordsOf(callsWithPair(credentials).token));
});

test('the second call names the parent account and holds the first', () => {
  const { register } = callsWithPair(credentials);
  expect(register).toContain("-H 'X-Platform-Parent-Account-Id: 1234567890'");
  expect(register).toContain('Authorization: Bearer $(curl -sS -X POST');
  expect(register).toContain('"platform_parent_account_id":"1234567890"');
});

describe('what dev says', () => {
  const announce = (isNew: boolean, toTerminal: boolean, outbox?: string) =>
    announcement({
      issuer: 'http://127.0.0.1:8080',
      apiUrl: credentials.api_url,
      client: { credentials, isNew },
      credentialsFile: './data/dev-credentials.json',
      tokenFile: './data/dev-operator-token',
      outbox,
      toTerminal,
    });

  test('has the pair in it on a terminal, when it was just made', () => {
    expect(announce(true, true)).toContain('client_secret=rsec_secret');
  });

  test('tells where the API is described, and where mails go that no server takes', () => {
    expect(announce(false, true)).toContain('at http://127.0.0.1:8080/docs.');
    expect(announce(false, true)).not.toContain('Mails');
    expect(announce(false, true, './data/outbox')).toContain('Mails are files in ./data/outbox.');
  });

  test.each([
    ['a later time', false, true],
    ['where the output is no terminal', true, false],
  ])('does not have it %s', (_when, isNew, toTerminal) => {
    expect(announce(isNew, toTerminal)).not.toContain('rsec_secret');
    expect(announce(isNew, toTerminal)).toContain('node -p');
  });
});
