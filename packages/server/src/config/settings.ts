import {
  type CredentialPrefixes,
  DEFAULT_PREFIXES,
  type Environment,
  isLoopbackHost,
  isSecureUrl,
  parseScope,
  type Scope,
} from '@gatepass/protocol';
import { isAudience } from '../domain/api/api.ts';
import { LEAK_POLICIES, type LeakPolicy } from '../domain/leak/exposure.ts';
import { MIN_RETENTION_DAYS } from '../domain/ledger/retention.ts';
import type { CidrBlock } from '../domain/network/cidr-block.ts';
import { defaultRules, type IssuanceTerms } from '../domain/rules/issuance-rules.ts';
import type { SecretPolicy } from '../domain/secret/secret-policy.ts';
import { StartFailure } from '../start-failure.ts';
import { isIssuer } from './issuer.ts';
import { type MailSettings, mailSettingsOf } from './mail-settings.ts';
import { type SettingSource, settingSource } from './setting-source.ts';
import type { SettingName } from './settings-table.ts';
import { trustedProxiesOf } from './trusted-proxies.ts';

/** `dev` makes what is missing and listens on loopback only; `serve` and `migrate` make nothing by themselves. */
export type Mode = 'dev' | 'serve' | 'migrate';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** What a process was told, checked. */
export interface Settings {
  readonly mode: Mode;
  readonly issuer: string;
  readonly host: string;
  readonly port: number;
  readonly apiPort: number;
  readonly dataDir: string;
  readonly databasePath: string;
  readonly environment: Environment;
  /** As given; undefined where it is to be found in, or made into, the data directory. */
  readonly masterKey: string | undefined;
  readonly audience: string;
  readonly scopes: Scope;
  readonly tokenTtlSeconds: number;
  readonly secretPolicy: SecretPolicy;
  /** For how long a token of an operator is good, in milliseconds. */
  readonly operatorTokenLifetime: number;
  /** For how long a token of a member of a partner is good, in milliseconds. */
  readonly memberTokenLifetime: number;
  /** For how long a secret lives on that its client replaced, in milliseconds; null: until an operator ends it. */
  readonly selfRotationOverlap: number | null;
  /** For how long a claim may be opened, in milliseconds. */
  readonly claimLifetime: number;
  /** For how long a request may be confirmed, and a question answered, in milliseconds; how many an hour are taken. */
  readonly requests: {
    readonly confirmLifetime: number;
    readonly answerLifetime: number;
    readonly perHour: number;
  };
  /** What approving a request takes where nobody has set it. */
  readonly rulesUntilSet: IssuanceTerms;
  readonly prefixes: CredentialPrefixes;
  readonly readTimeoutMilliseconds: number;
  readonly trustedProxies: readonly CidrBlock[];
  /** Wrong credentials a minute that are answered by 401; twice as many at once. */
  readonly failureLimits: { readonly client: number; readonly network: number };
  /** Requests a minute of one operator, or of one member of a partner; twice as many at once. */
  readonly operatorLimit: number;
  /** How often counts of use and refused requests are written. */
  readonly usageIntervalSeconds: number;
  readonly metricsPort: number | undefined;
  readonly leaks: { readonly policy: LeakPolicy; readonly githubKeysUrl: string };
  /** Where anchors of the ledger are kept. */
  readonly ledgerAnchorFile: string | undefined;
  /** Null: for ever. */
  readonly ledgerRetentionDays: number | null;
  readonly mail: MailSettings;
  readonly logLevel: LogLevel;
}

/** Reads and checks all settings. Throws `StartFailure` (exit code 2) that names the setting and the remedy. */
export function loadSettings(env: Readonly<Record<string, string | undefined>>, mode: Mode): Settings {
  const read = settingSource(env);
  const host = read('HOST') ?? '127.0.0.1';
  if (mode === 'dev' && !isLoopbackHost(host)) {
    throw new StartFailure(
      `GATEPASS_HOST is ${host}, but dev listens on loopback only; use gatepass serve.`,
      2,
    );
  }
  const port = portOf(read, 'PORT', 8080);
  const apiPort = portOf(read, 'API_PORT', 8081);
  const dataDir = read('DATA_DIR') ?? './data';
  const environment = oneOf(read, 'ENVIRONMENT', ['live', 'sandbox'], 'live');
  return {
    mode,
    host,
    port,
    apiPort,
    dataDir,
    issuer: issuerOf(read, host, port),
    databasePath: databasePathOf(read, dataDir),
    environment,
    masterKey: read('MASTER_KEY'),
    audience: audienceOf(read, mode, apiPort),
    scopes: scopesOf(read),
    tokenTtlSeconds: integer(read, 'TOKEN_TTL', 300, 30, 300),
    secretPolicy: secretPolicyOf(read),
    operatorTokenLifetime: integer(read, 'OPERATOR_TOKEN_TTL', 90, 1, 365) * DAY,
    memberTokenLifetime: integer(read, 'MEMBER_TOKEN_TTL', 90, 1, 365) * DAY,
    selfRotationOverlap: days(read, 'SELF_ROTATION_OVERLAP'),
    claimLifetime: integer(read, 'CLAIM_TTL', 7, 1, 90) * DAY,
    requests: {
      confirmLifetime: integer(read, 'REQUEST_CONFIRM_TTL', 24, 1, 168) * 3_600_000,
      answerLifetime: integer(read, 'REQUEST_ANSWER_TTL', 14, 1, 90) * 86_400_000,
      perHour: integer(read, 'REQUEST_LIMIT_NETWORK', 10, 1, 1_000_000),
    },
    rulesUntilSet: defaultRules(environment, { alone: mode === 'dev' }),
    prefixes: {
      ...DEFAULT_PREFIXES,
      clientId: prefixOf(read, 'CLIENT_ID_PREFIX', DEFAULT_PREFIXES.clientId),
      clientSecret: prefixOf(read, 'CLIENT_SECRET_PREFIX', DEFAULT_PREFIXES.clientSecret),
    },
    readTimeoutMilliseconds: integer(read, 'READ_TIMEOUT', 10_000, 1, 600_000),
    trustedProxies: trustedProxiesOf(read('TRUSTED_PROXIES') ?? ''),
    failureLimits: {
      client: integer(read, 'FAILURE_LIMIT_CLIENT', 10, 1, 1_000_000),
      network: integer(read, 'FAILURE_LIMIT_NETWORK', 100, 1, 1_000_000),
    },
    operatorLimit: integer(read, 'OPERATOR_LIMIT', 600, 1, 1_000_000),
    usageIntervalSeconds: integer(read, 'USAGE_INTERVAL', 10, 1, 60),
    metricsPort: read('METRICS_PORT') === undefined ? undefined : portOf(read, 'METRICS_PORT', 9464),
    leaks: {
      policy: oneOf(read, 'LEAK_POLICY', LEAK_POLICIES, 'mark'),
      githubKeysUrl: secureUrl(read, 'GITHUB_SECRET_SCANNING_KEYS_URL', GITHUB_KEYS_URL),
    },
    ledgerAnchorFile: read('LEDGER_ANCHOR_FILE'),
    ledgerRetentionDays: retentionOf(read),
    mail: mailSettingsOf(read, issuerOf(read, host, port)),
    logLevel: oneOf(read, 'LOG_LEVEL', LOG_LEVELS, mode === 'dev' ? 'warn' : 'info'),
  };
}

/** As GitHub documents it. */
const GITHUB_KEYS_URL = 'https://api.github.com/meta/public_keys/secret_scanning';

/** Milliseconds. */
const DAY = 86_400_000;

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

function issuerOf(read: SettingSource, host: string, port: number): string {
  const issuer = read('ISSUER');
  if (issuer === undefined) {
    if (isLoopbackHost(host)) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    throw new StartFailure(
      'GATEPASS_ISSUER is missing; set it to the origin that partners reach, e.g. https://auth.example.com',
      2,
    );
  }
  if (!isIssuer(issuer)) {
    throw new StartFailure(
      `GATEPASS_ISSUER is ${issuer}, but must be an origin without a path or slash at its end, https except on loopback, e.g. https://auth.example.com`,
      2,
    );
  }
  return issuer;
}

function databasePathOf(read: SettingSource, dataDir: string): string {
  const url = read('DATABASE_URL');
  if (url === undefined) return `${dataDir}/gatepass.db`;
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  // The value may hold a password, so it is not repeated.
  if (path === undefined)
    throw new StartFailure('GATEPASS_DATABASE_URL must be sqlite:<path>, e.g. sqlite:./data/gatepass.db', 2);
  return path;
}

function audienceOf(read: SettingSource, mode: Mode, apiPort: number): string {
  const audience = read('AUDIENCE') ?? (mode === 'serve' ? undefined : `http://127.0.0.1:${apiPort}`);
  if (audience === undefined) {
    throw new StartFailure(
      'GATEPASS_AUDIENCE is missing; set it to the URI of the API that tokens are for, e.g. https://api.example.com',
      2,
    );
  }
  if (!isAudience(audience))
    throw new StartFailure('GATEPASS_AUDIENCE must be an absolute URI without a fragment.', 2);
  return audience;
}

function scopesOf(read: SettingSource): Scope {
  const scopes = parseScope(read('SCOPES') ?? 'accounts:read accounts:write');
  if (!scopes.ok)
    throw new StartFailure(
      'GATEPASS_SCOPES must be scope tokens separated by single spaces (RFC 6749 §3.3).',
      2,
    );
  return scopes.value;
}

function secretPolicyOf(read: SettingSource): SecretPolicy {
  const policy = { defaultLifetime: days(read, 'SECRET_TTL'), maxLifetime: days(read, 'SECRET_MAX_TTL') };
  const { defaultLifetime, maxLifetime } = policy;
  if (defaultLifetime !== null && maxLifetime !== null && defaultLifetime > maxLifetime) {
    throw new StartFailure('GATEPASS_SECRET_TTL must not exceed GATEPASS_SECRET_MAX_TTL.', 2);
  }
  return policy;
}

/** Milliseconds; null for 0, which is none. */
function days(read: SettingSource, name: SettingName): number | null {
  const count = integer(read, name, 0, 0, 3650);
  return count === 0 ? null : count * DAY;
}

function retentionOf(read: SettingSource): number | null {
  const count = integer(read, 'LEDGER_RETENTION', 0, 0, 36_500);
  if (count > 0 && count < MIN_RETENTION_DAYS) {
    throw new StartFailure(
      `GATEPASS_LEDGER_RETENTION is ${count}, but must be 0 or at least ${MIN_RETENTION_DAYS}.`,
      2,
    );
  }
  return count === 0 ? null : count;
}

function prefixOf(read: SettingSource, name: SettingName, byDefault: string): string {
  const prefix = read(name) ?? byDefault;
  if (!/^[0-9A-Za-z]{2,16}$/.test(prefix))
    throw new StartFailure(`GATEPASS_${name} must be 2 to 16 letters or digits.`, 2);
  return prefix;
}

function secureUrl(read: SettingSource, name: SettingName, byDefault: string): string {
  const url = read(name) ?? byDefault;
  if (!URL.canParse(url) || !isSecureUrl(new URL(url)))
    throw new StartFailure(`GATEPASS_${name} must be an https URL; http only for loopback addresses.`, 2);
  return url;
}

function portOf(read: SettingSource, name: SettingName, byDefault: number): number {
  return integer(read, name, byDefault, 1, 65_535);
}

function integer(
  read: SettingSource,
  name: SettingName,
  byDefault: number,
  least: number,
  most: number,
): number {
  const text = read(name);
  if (text === undefined) return byDefault;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new StartFailure(
      `GATEPASS_${name} is ${text}, but must be a whole number from ${least} to ${most}.`,
      2,
    );
  }
  return value;
}

function oneOf<Word extends string>(
  read: SettingSource,
  name: SettingName,
  words: readonly Word[],
  byDefault: Word,
): Word {
  const text = read(name) ?? byDefault;
  const word = words.find((candidate) => candidate === text);
  if (word === undefined)
    throw new StartFailure(`GATEPASS_${name} is ${text}, but must be one of: ${words.join(', ')}.`, 2);
  return word;
}
