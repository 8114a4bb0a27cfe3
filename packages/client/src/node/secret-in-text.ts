import { ok, type Result, refuse } from '@gatepass/protocol';
import { wholeSecretDefect } from '../credential-check.ts';

/**
 * The secret in the text of a file: all of it but the space around it, or `client_secret` of a JSON object. A
 * refusal says in words what is wrong, and repeats nothing of the text.
 */
export function secretInText(text: string): Result<string, string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('it is empty');
  const secret = trimmed.startsWith('{') ? clientSecretOf(trimmed) : ok(trimmed);
  if (!secret.ok) return secret;
  const defect = wholeSecretDefect(secret.value);
  return defect === undefined ? secret : refuse(`it holds no whole secret: ${defect}`);
}

function clientSecretOf(json: string): Result<string, string> {
  try {
    const { client_secret: secret } = JSON.parse(json) as { client_secret?: unknown };
    return typeof secret === 'string' ? ok(secret) : refuse('it has no client_secret');
  } catch {
    return refuse('it is no whole JSON');
  }
}
