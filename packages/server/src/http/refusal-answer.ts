import { type OAuthErrorBody, type TokenRefusalCause, tokenRefusalFacts } from '@gatepass/protocol';

/** Seconds after which trying again makes sense. */
const RETRY_AFTER_SECONDS = '5';

/** What goes over the wire for a refusal, but for what differs from request to request. */
export interface RefusalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: OAuthErrorBody;
  /** The body as JSON. ASCII, as RFC 6749 §5.2 wants descriptions to be. */
  readonly text: string;
  /** Whether it leaves at a time of its own, so that nothing is told by when it comes. */
  readonly held: boolean;
}

/** A request that was refused before it reached anything of its own. */
export interface RefusedRequest {
  readonly requestId: string;
  readonly cause: TokenRefusalCause;
  /** The path's pattern, or `none`. */
  readonly endpoint: string;
}

/** Made once each: there are as many as there are causes. */
const answers = new Map<TokenRefusalCause, RefusalAnswer>();

/**
 * The one place where a refusal meets HTTP (RFC 6749 §5.2), outside the admin API. What the caller gets follows
 * from the table in protocol; the cause itself goes to the log only.
 */
export function refusalAnswer(cause: TokenRefusalCause): RefusalAnswer {
  let answer = answers.get(cause);
  if (answer === undefined) {
    answer = makeAnswer(cause);
    answers.set(cause, answer);
  }
  return answer;
}

function makeAnswer(cause: TokenRefusalCause): RefusalAnswer {
  const { status, error, description, stored } = tokenRefusalFacts(cause);
  const body = { error, error_description: description };
  return {
    status,
    body,
    text: JSON.stringify(body),
    held: stored === true || status === 429,
    headers: {
      'cache-control': 'no-store',
      pragma: 'no-cache',
      // RFC 9110 §15.5.2: every 401 names a scheme; the answer is the same whether or not Basic was used.
      ...(status === 401 && { 'www-authenticate': 'Basic realm="gatepass", charset="UTF-8"' }),
      ...(status === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
    },
  };
}
