import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TempFolder, tempFolder } from '@gatepass/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatCidrBlock } from '../domain/network/cidr-block.ts';
import { loadSettings } from './settings.ts';

let folder: TempFolder;

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

function file(content: string, mode = 0o600): string {
  const path = join(folder.path, 'setting');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const refusal = (env: Record<string, string>, mode: 'dev' | 'serve' = 'dev') => {
  try {
    loadSettings(env, mode);
    return undefined;
  } catch (error) {
    return error as Error & { exitCode?: number };
  }
};

describe('dev', () => {
  test('needs no setting at all', () => {
    expect(loadSettings({}, 'dev')).toMatchObject({
      issuer: 'http://127.0.0.1:8080',
      host: '127.0.0.1',
      port: 8080,
      apiPort: 8081,
      dataDir: './data',
      databasePath: './data/gatepass.db',
      environment: 'live',
      audience: 'http://127.0.0.1:8081',
      scopes: ['accounts:read', 'accounts:write'],
      tokenTtlSeconds: 300,
      logLevel: 'warn',
    });
  });

  test('listens on loopback only', () => {
    expect(refusal({ GATEPASS_HOST: '0.0.0.0' })?.message).toContain('loopback');
    expect(loadSettings({ GATEPASS_HOST: '::1', GATEPASS_PORT: '1' }, 'dev').issuer).toBe('http://[::1]:1');
  });
});

describe('serve', () => {
  test('wants to be told the audience, and the issuer where others can reach it', () => {
    expect(refusal({}, 'serve')?.message).toContain('GATEPASS_AUDIENCE');
    const open = { GATEPASS_HOST: '0.0.0.0', GATEPASS_AUDIENCE: 'https://api.example' };
    expect(refusal(open, 'serve')?.message).toContain('GATEPASS_ISSUER');
    expect(loadSettings({ ...open, GATEPASS_ISSUER: 'https://auth.example' }, 'serve').logLevel).toBe('info');
  });
});

describe('an issuer', () => {
  test.each([
    'https://auth.example.com',
    'https://auth.example.com:8443',
    'http://localhost:80800'.slice(0, -1),
    'http://127.0.0.1:1',
  ])('may be %s', (issuer) => {
    expect(loadSettings({ GATEPASS_ISSUER: issuer }, 'dev').issuer).toBe(issuer);
  });

  test.each([
    'https://auth.example.com/',
    'https://auth.example.com/path',
    'https://AUTH.example.com',
    'https://auth.example.com:443',
    'http://auth.example.com',
    'http://127.0.0.1.evil.example',
    'https://user@auth.example.com',
    'ftp://auth.example.com',
    'auth.example.com',
  ])('may not be %s', (issuer) => {
    expect(refusal({ GATEPASS_ISSUER: issuer })).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('GATEPASS_ISSUER'),
    });
  });
});

describe('how long secrets live', () => {
  test('is without end unless it is set, in days', () => {
    const { secretPolicy, selfRotationOverlap } = loadSettings({}, 'dev');
    expect({ ...secretPolicy, selfRotationOverlap }).toEqual({
      defaultLifetime: null,
      maxLifetime: null,
      selfRotationOverlap: null,
    });
    const env = { GATEPASS_SECRET_TTL: '90', GATEPASS_SECRET_MAX_TTL: '90' };
    const day = 86_400_000;
    expect(loadSettings(env, 'dev').secretPolicy).toEqual({
      defaultLifetime: 90 * day,
      maxLifetime: 90 * day,
    });
  });

  test('may not be more by default than at the most', () => {
    const env = { GATEPASS_SECRET_TTL: '91', GATEPASS_SECRET_MAX_TTL: '90' };
    expect(refusal(env)).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('GATEPASS_SECRET_TTL'),
    });
  });
});

describe('a value that cannot be', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80x'],
    ['TOKEN_TTL', '301'],
    ['TOKEN_TTL', '-1'],
    ['ENVIRONMENT', 'staging'],
    ['SCOPES', 'a  b'],
    ['AUDIENCE', 'https://api.example#x'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'postgres://user:password@host/db'],
    ['CLIENT_SECRET_PREFIX', 'r_sec'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.1/8'],
    ['TRUSTED_PROXIES', '10.0.0.1, 0.0.0.0/0'],
    ['FAILURE_LIMIT_CLIENT', '0'],
    ['FAILURE_LIMIT_NETWORK', 'off'],
    ['USAGE_INTERVAL', '0'],
    ['USAGE_INTERVAL', '61'],
  ])('is refused by name, with exit code 2: %s=%s', (name, value) => {
    const refused = refusal({ [`GATEPASS_${name}`]: value });
    expect(refused).toMatchObject({ exitCode: 2, message: expect.stringContaining(`GATEPASS_${name}`) });
    expect(refused?.message).not.toContain('password');
  });
});

describe('trusted proxies', () => {
  test('are none by default', () => {
    expect(loadSettings({}, 'dev').trustedProxies).toEqual([]);
  });

  test('are addresses and blocks, separated by commas, spaces or line ends', () => {
    const env = { GATEPASS_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1\n2001:db8::1' };
    expect(loadSettings(env, 'dev').trustedProxies.map(formatCidrBlock)).toEqual([
      '10.0.0.0/8',
      '192.0.2.1/32',
      '2001:db8::1/128',
    ]);
  });
});

describe('a setting in a file', () => {
  test('is read without the line end', () => {
    expect(loadSettings({ GATEPASS_AUDIENCE_FILE: file('https://api.example\n') }, 'dev').audience).toBe(
      'https://api.example',
    );
  });

  test('and in the environment as well is refused', () => {
    const env = { GATEPASS_PORT: '1', GATEPASS_PORT_FILE: file('2') };
    expect(refusal(env)?.message).toContain('both set');
  });

  test('that is not there is refused by name', () => {
    expect(refusal({ GATEPASS_PORT_FILE: join(folder.path, 'nothing') })?.message).toContain(
      'GATEPASS_PORT_FILE',
    );
  });

  test('that holds a secret must be its owner’s alone', () => {
    const key = Buffer.alloc(32, 1).toString('base64');
    expect(loadSettings({ GATEPASS_MASTER_KEY_FILE: file(key) }, 'dev').masterKey).toBe(key);
    expect(refusal({ GATEPASS_MASTER_KEY_FILE: file(key, 0o640) })?.message).toContain('chmod 600');
  });
});

test('until somebody sets rules, one person may approve under dev, and nobody alone under serve', () => {
  const served = { GATEPASS_AUDIENCE: 'https://api.example' };
  expect(loadSettings({}, 'dev').rulesUntilSet.secondApproval).toBe('sensitive');
  expect(loadSettings(served, 'serve').rulesUntilSet.secondApproval).toBe('always');
  expect(loadSettings({}, 'dev').memberTokenLifetime).toBe(90 * 86_400_000);
});

test('the ledger is kept for ever, or for 30 days at the least', () => {
  expect(loadSettings({}, 'dev')).toMatchObject({ ledgerRetentionDays: null, ledgerAnchorFile: undefined });
  expect(loadSettings({ GATEPASS_LEDGER_RETENTION: '30' }, 'dev').ledgerRetentionDays).toBe(30);
  expect(refusal({ GATEPASS_LEDGER_RETENTION: '29' })).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('at least 30'),
  });
});
