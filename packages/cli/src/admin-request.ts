import { ADMIN_PATH, type Result } from '@gatepass/protocol';
import type { Connection } from './connection.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, type FailureWords, fail } from './failure.ts';
import { problemInWords } from './output/problem-in-words.ts';
import { type Refusal, sendRequest } from './send-request.ts';

/** Sends one request to the admin API. `Answer` is what protocol says that the path answers with. */
export type AdminRequest = <Answer>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
) => Promise<Result<Answer, Failure>>;

/** What no id has in it stays out of the path: `..` would climb to another one, even when it is percent-encoded. */
const PATH = /^(?:\/[\w-]+)+(?:\?|$)/;

export function adminRequest({ url, operatorToken }: Connection, stop: AbortSignal): AdminRequest {
  return async <Answer>(method: string, path: string, body?: object): Promise<Result<Answer, Failure>> => {
    if (!PATH.test(path)) {
      return fail(EXIT.notFound, 'There is no such id', 'Ids consist of letters, digits, _ and -');
    }
    return sendRequest<Answer>({
      server: url,
      path: ADMIN_PATH + path,
      method,
      headers: {
        authorization: `Bearer ${operatorToken}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      stop,
      inWords,
    });
  };
}

function inWords(refusal: Refusal): FailureWords {
  const words = problemInWords(refusal);
  if (refusal.status !== 401) return words;
  const hint = 'GATEPASS_TOKEN, or the file that GATEPASS_TOKEN_FILE names, must hold a valid token.';
  return { ...words, hint };
}
