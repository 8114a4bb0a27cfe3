import { DEFAULT_PREFIXES, type Environment, parseClientId, parseSecret } from '@gatepass/protocol';

const { clientId: ID_PREFIX, clientSecret: SECRET_PREFIX } = DEFAULT_PREFIXES;

const DEFECTS = {
  prefix: 'its prefix is wrong',
  environment: 'it is of another environment',
  shape: 'its length or characters are wrong',
  checksum: 'it has a typing error',
} as const;

/** Why this cannot be a client id, in words; undefined when nothing speaks against it. */
export function clientIdDefect(text: string): string | undefined {
  if (text.startsWith(`${SECRET_PREFIX}_`)) return 'it is a secret';
  const plain = plainDefect(text);
  if (plain !== undefined || !text.startsWith(`${ID_PREFIX}_`)) return plain;
  const parsed = parseClientId(text, ID_PREFIX, environmentOf(text, ID_PREFIX));
  return parsed.ok ? undefined : DEFECTS[parsed.refusal];
}

/** Why this cannot be the secret that belongs to the client id, in words that do not repeat it. */
export function clientSecretDefect(text: string, clientId: string): string | undefined {
  if (text.startsWith(`${ID_PREFIX}_`)) return 'it is a client id';
  const plain = plainDefect(text);
  // Prefixes are settings of a deployment, so a text under another one is left for the server to judge.
  if (plain !== undefined || !text.startsWith(`${SECRET_PREFIX}_`)) return plain;
  const environment = environmentOf(text, SECRET_PREFIX);
  const parsed = parseSecret(text, SECRET_PREFIX, environment);
  if (!parsed.ok) return DEFECTS[parsed.refusal];
  const contradicts =
    clientId.startsWith(`${ID_PREFIX}_`) && environmentOf(clientId, ID_PREFIX) !== environment;
  return contradicts ? 'it is of another environment than the client id' : undefined;
}

/**
 * Why this is no whole secret of Gatepass, whatever word a deployment has secrets begin with, so that a half-written
 * one is known by its checksum.
 */
export function wholeSecretDefect(text: string): string | undefined {
  const prefix = text.slice(0, Math.max(0, text.indexOf('_')));
  if (prefix === '') return DEFECTS.prefix;
  if (prefix === ID_PREFIX) return 'it is a client id';
  const parsed = parseSecret(text, prefix, environmentOf(text, prefix));
  return parsed.ok ? undefined : DEFECTS[parsed.refusal];
}

function environmentOf(text: string, prefix: string): Environment {
  return text.startsWith(`${prefix}_test_`) ? 'sandbox' : 'live';
}

function plainDefect(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (/^\s|\s$/.test(text)) return 'it has a space or a line break at its start or end';
  return undefined;
}
