import { FORM_MEDIA_TYPE, isSecureUrl, PARTNER_SELF_PATH, type Result, TOKEN_PATH } from '@gatepass/protocol';
import { EXIT } from '../exit-code.ts';
import { type Failure, fail } from '../failure.ts';
import type { Pair } from '../secrets/credentials-file.ts';
import { sendRequest } from '../send-request.ts';

/**
 * Asks for something in a client's own name, with its secret in a form as at the token endpoint (RFC 6749 §2.3.1).
 * `path` is below `/api/v1/partner/self`. Without `stop` it runs to its end whatever the process is asked to do.
 */
export async function selfRequest<Answer>(
  { client_id, client_secret, token_url }: Pair,
  path: `/${string}`,
  parameters: Readonly<Record<string, string>>,
  stop?: AbortSignal,
): Promise<Result<Answer, Failure>> {
  const url = URL.canParse(token_url) ? new URL(token_url) : undefined;
  if (url === undefined || url.origin + TOKEN_PATH !== token_url) {
    const hint = `It looks like https://auth.example.com${TOKEN_PATH}`;
    return fail(EXIT.usage, 'token_url is no token endpoint of a Gatepass', hint);
  }
  if (!isSecureUrl(url)) {
    const hint = 'Use https: credentials travel there.';
    return fail(EXIT.usage, 'token_url is plain http to another machine', hint);
  }
  return sendRequest<Answer>({
    server: url.origin,
    path: PARTNER_SELF_PATH + path,
    method: 'POST',
    headers: { 'content-type': FORM_MEDIA_TYPE },
    body: new URLSearchParams({ client_id, client_secret, ...parameters }).toString(),
    ...(stop && { stop }),
  });
}
