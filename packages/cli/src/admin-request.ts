import type { Result, Send } from '@gatepass/protocol';
import type { Connection } from './connection.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, type FailureWords, fail } from './failure.ts';
import { problemInWords } from './output/problem-in-words.ts';
import { type Refusal, receive, sendRequest } from './send-request.ts';

/** Sends one request as an operator, or as a member of a partner. */
export type AdminRequest = Send<Failure>;

/**
 * What no id has in it stays out of the path: `..` would climb to another one, even when it is percent-encoded. One dot
 * before a name is that of `/.well-known/…`.
 */
const PATH = /^(?:\/\.?[\w-]+)+(?:\?|$)/;

/** Downloads one answer as an operator or a member, in pieces. */
export function adminDownload(
  { url, token }: Connection,
  stop: AbortSignal,
  path: string,
  take: Parameters<typeof receive>[1],
): Promise<Result<void, Failure>> {
  const headers = { accept: '*/*', authorization: `Bearer ${token}` };
  return receive({ server: url, path, method: 'GET', headers, stop, inWords }, take);
}

export function adminRequest({ url, token }: Connection, stop: AbortSignal): AdminRequest {
  return async <Answer>(
    method: string,
    path: string,
    body?: object,
    creates = false,
  ): Promise<Result<Answer, Failure>> => {
    if (!PATH.test(path)) {
      return fail(EXIT.notFound, 'There is no such id', 'Ids consist of letters, digits, _ and -');
    }
    return sendRequest<Answer>({
      server: url,
      path,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(creates && { 'idempotency-key': crypto.randomUUID() }),
      },
      body: body && JSON.stringify(body),
      mayRepeat: creates,
      stop,
      inWords,
    });
  };
}

function inWords(refusal: Refusal): FailureWords {
  const words = problemInWords(refusal);
  if (refusal.ids !== undefined) return { ...words, hint: `What was made: ${refusal.ids.join(', ')}` };
  if (refusal.status !== 401) return words;
  const hint = 'GATEPASS_TOKEN, or the file that GATEPASS_TOKEN_FILE names, must hold a valid token.';
  return { ...words, hint };
}
