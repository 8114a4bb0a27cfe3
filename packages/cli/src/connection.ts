import { existsSync } from 'node:fs';
import { DEFAULT_PREFIXES, isLoopbackHost, isSecureUrl, ok, type Result } from '@gatepass/protocol';
import { DEV_OPERATOR_TOKEN_FILE, dataDirectory } from './data-directory.ts';
import { environmentVariable, readTextFile } from './environment-variable.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, fail } from './failure.ts';
import type { Shell } from './shell.ts';

/** Which server to talk to, and as whom. */
export interface Connection {
  /** An origin. */
  readonly url: string;
  /** Of an operator or, where it begins as theirs do, of a member of a partner. */
  readonly token: string;
}

const DEFAULT_URL = 'http://127.0.0.1:8080';

/** Reads `GATEPASS_URL`: an origin, https but for loopback, since credentials travel there. */
export function serverUrl(shell: Shell): Result<URL, Failure> {
  const text = environmentVariable(shell.env, 'GATEPASS_URL');
  if (!text.ok) return text;
  const url = text.value ?? DEFAULT_URL;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || parsed.origin !== url.replace(/\/$/, '')) {
    return fail(
      EXIT.usage,
      'GATEPASS_URL is no origin',
      `It looks like ${DEFAULT_URL} or https://auth.example.com`,
    );
  }
  if (!isSecureUrl(parsed)) {
    return fail(
      EXIT.usage,
      'GATEPASS_URL is plain http to another machine',
      'Use https: credentials travel there.',
    );
  }
  return ok(parsed);
}

/** Reads `GATEPASS_URL` and `GATEPASS_TOKEN`; on this machine the token of `gatepass dev` serves where none is set. */
export function connection(shell: Shell): Result<Connection, Failure> {
  const url = serverUrl(shell);
  if (!url.ok) return url;
  const text = environmentVariable(shell.env, 'GATEPASS_TOKEN');
  if (!text.ok) return text;
  const token = text.value === undefined ? devOperatorToken(shell, url.value) : ok(tokenIn(text.value));
  if (!token.ok) return token;
  if (!/^[0-9A-Za-z_]+$/.test(token.value)) {
    return fail(
      EXIT.notAuthenticated,
      'GATEPASS_TOKEN is no token of an operator or of a member of a partner',
      'It begins with rsop_ or rsmem_ and has no spaces.',
    );
  }
  return ok({ url: url.value.origin, token: token.value });
}

/** Whether whoever it is acts for a partner, and so calls the partner API. */
export function isMember({ token }: Pick<Connection, 'token'>): boolean {
  return token.startsWith(`${DEFAULT_PREFIXES.memberToken}_`);
}

/** The token itself, or the object that `operators create --out` or, for a member, `claim --out` wrote. */
function tokenIn(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    const { operator_token: ofOperator, member_token: ofMember } = JSON.parse(text);
    return String(ofOperator ?? ofMember);
  } catch {
    return '';
  }
}

function devOperatorToken(shell: Shell, url: URL): Result<string, Failure> {
  const path = `${dataDirectory(shell.env)}/${DEV_OPERATOR_TOKEN_FILE}`;
  if (!isLoopbackHost(url.hostname) || !existsSync(path)) {
    return fail(
      EXIT.notAuthenticated,
      'No token is set',
      'Set GATEPASS_TOKEN, or GATEPASS_TOKEN_FILE to a file that holds it.',
    );
  }
  shell.stderr.write(`using the operator token of gatepass dev, from ${path}\n`);
  return readTextFile(path, 'GATEPASS_DATA_DIR');
}
