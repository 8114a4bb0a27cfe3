import type { IncomingMessage } from 'node:http';
import { ok, refuse } from '@gatepass/protocol';
import type { PostWebhook } from '../../domain/delivery/webhook-poster.ts';
import { parsePublicUrl } from '../../domain/network/public-url.ts';
import { NO_PUBLIC_ADDRESS } from '../outside/public-lookup.ts';
import { NOT_CONNECTED, type OutsideDeps, requestOutside } from '../outside/request-outside.ts';

export interface PostWebhookDeps extends OutsideDeps {
  /** For the whole of it: 15 seconds by default. */
  readonly timeoutMilliseconds?: number;
  /** For name, connection and TLS: 5 seconds by default. */
  readonly connectMilliseconds?: number;
  /** For the body of the answer, which nobody reads: 1 second by default. */
  readonly drainMilliseconds?: number;
}

/** So much of an answer is taken off the line, unread, before the connection is cut: most receivers are done by then. */
const MAX_BYTES = 16 * 1024;

/**
 * POSTs a message to a webhook. What its URL may be is asked again, since it was stored under the rules of another day;
 * what the answer says besides its status is of no interest, and told to nobody.
 */
export function webhookPoster(deps: PostWebhookDeps): PostWebhook {
  return async ({ url: text, headers, body }) => {
    const url = parsePublicUrl(text, deps.onLoopback);
    if (!url.ok) return refuse(`the URL is not accepted (${url.refusal})`);
    try {
      const response = await requestOutside(deps, url.value, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'gatepass' },
        body: Buffer.from(body),
        signal: AbortSignal.timeout(deps.timeoutMilliseconds ?? 15_000),
        connectWithin: deps.connectMilliseconds ?? 5000,
      });
      await drain(response, deps.drainMilliseconds ?? 1000);
      return ok(response.statusCode ?? 0);
    } catch (error) {
      return refuse(inWords(error));
    }
  };
}

async function drain(response: IncomingMessage, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => response.destroy(), milliseconds);
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > MAX_BYTES) break;
    }
  } catch {
    // The status has arrived, and that is all that counts.
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}

/** Not more than whoever owns the URL needs: this server is not to map networks for anybody. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return 'there was no answer';
  if (error.message === NO_PUBLIC_ADDRESS || error.message === NOT_CONNECTED) return error.message;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'there was no answer in time';
  return 'there was no answer';
}
