import { ok, type Result, refuse } from '../result.ts';
import { isBase62, type RandomBytes, randomBase62, toBase62 } from './base62.ts';
import { crc32 } from './crc32.ts';

/** One deployment serves one environment; its credentials say which in their text. */
export type Environment = 'live' | 'sandbox';

/** The words that credentials begin with, before the environment's mark. Settings of a deployment. */
export interface CredentialPrefixes {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly operatorToken: string;
  /** Of a member of a partner. */
  readonly memberToken: string;
  readonly apiKey: string;
  /** With which whoever asked for credentials follows their request. */
  readonly requestToken: string;
  /** In a link that confirms a mail address. */
  readonly confirmToken: string;
  /** In a link that leads to a new credential. */
  readonly claimToken: string;
}

export const DEFAULT_PREFIXES: CredentialPrefixes = {
  clientId: 'rspub',
  clientSecret: 'rsec',
  operatorToken: 'rsop',
  memberToken: 'rsmem',
  apiKey: 'rsapi',
  requestToken: 'rsreq',
  confirmToken: 'rscfm',
  claimToken: 'rsclm',
};

/** Letters and digits alone, so that the first `_` of a credential ends its prefix. */
export function isCredentialPrefix(text: string): boolean {
  return text.length >= 2 && text.length <= 16 && isBase62(text);
}

const CLIENT_ID_LENGTH = 16;
const SECRET_ID_LENGTH = 8;
/** 43 base62 characters carry 256.04 bits. */
const SECRET_RANDOM_LENGTH = 43;
/** 62^6 > 2^32, so six digits hold any CRC-32. */
const SECRET_CHECKSUM_LENGTH = 6;

/** What follows the prefix and the environment's mark. */
export const SECRET_BODY_LENGTH = SECRET_ID_LENGTH + SECRET_RANDOM_LENGTH + SECRET_CHECKSUM_LENGTH;

/** What the text alone shows to be wrong. */
export type CredentialDefect =
  /** It does not begin with the expected prefix. */
  | 'prefix'
  /** It is of the other environment. */
  | 'environment'
  /** It has too few or too many characters, or one outside `[0-9A-Za-z]`. */
  | 'shape'
  /** Its last six characters do not match the rest: a typo. */
  | 'checksum';

/** What a credential begins with: its prefix and its environment's mark. */
export function credentialLead(prefix: string, environment: Environment): string {
  return environment === 'live' ? `${prefix}_` : `${prefix}_test_`;
}

/** What follows the prefix, or why there is no such thing. Bodies have no `_`, so live and sandbox never overlap. */
function body(text: string, prefix: string, environment: Environment): Result<string, CredentialDefect> {
  const live = credentialLead(prefix, 'live');
  const sandbox = credentialLead(prefix, 'sandbox');
  if (!text.startsWith(live)) return refuse('prefix');
  const found: Environment = text.startsWith(sandbox) ? 'sandbox' : 'live';
  if (found !== environment) return refuse('environment');
  return ok(text.slice(found === 'live' ? live.length : sandbox.length));
}

/** A new public identifier, `rspub_` + 16 characters. */
export function makeClientId(prefix: string, environment: Environment, randomBytes: RandomBytes): string {
  return credentialLead(prefix, environment) + randomBase62(CLIENT_ID_LENGTH, randomBytes);
}

/** Checks a client id's text. Nothing is trimmed, and no other spelling is accepted. */
export function parseClientId(
  text: string,
  prefix: string,
  environment: Environment,
): Result<string, CredentialDefect> {
  const rest = body(text, prefix, environment);
  if (!rest.ok) return rest;
  if (rest.value.length !== CLIENT_ID_LENGTH || !isBase62(rest.value)) return refuse('shape');
  return ok(text);
}

export interface ParsedSecret {
  /** Names the secret in lists and ledgers; selects among a client's few secrets. Not secret. */
  readonly secretId: string;
  /** The last four characters, for a person to recognise it by. Of the checksum, so they give nothing away. */
  readonly hint: string;
}

/** A new secret: prefix, 8 characters of id, 43 of randomness, 6 of CRC-32 over all that stands before. */
export function makeSecret(
  prefix: string,
  environment: Environment,
  randomBytes: RandomBytes,
): ParsedSecret & { readonly text: string } {
  const secretId = randomBase62(SECRET_ID_LENGTH, randomBytes);
  const head =
    credentialLead(prefix, environment) + secretId + randomBase62(SECRET_RANDOM_LENGTH, randomBytes);
  const text = head + toBase62(crc32(head), SECRET_CHECKSUM_LENGTH);
  return { text, secretId, hint: text.slice(-4) };
}

/** Checks a secret's text (also operator tokens and API keys). A typo is known before any look-up. */
export function parseSecret(
  text: string,
  prefix: string,
  environment: Environment,
): Result<ParsedSecret, CredentialDefect> {
  const rest = body(text, prefix, environment);
  if (!rest.ok) return rest;
  if (rest.value.length !== SECRET_BODY_LENGTH || !isBase62(rest.value)) return refuse('shape');
  const head = text.slice(0, -SECRET_CHECKSUM_LENGTH);
  if (text.slice(-SECRET_CHECKSUM_LENGTH) !== toBase62(crc32(head), SECRET_CHECKSUM_LENGTH)) {
    return refuse('checksum');
  }
  return ok({ secretId: rest.value.slice(0, SECRET_ID_LENGTH), hint: text.slice(-4) });
}
