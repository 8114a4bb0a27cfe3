import * as http from 'node:http';
import * as https from 'node:https';
import { isLoopbackHost } from '@gatepass/protocol';
import { publicLookup, type ResolveName } from './public-lookup.ts';

/** Why there is no answer: `connectWithin` has passed. */
export const NOT_CONNECTED = 'there was no connection in time';

export interface OutsideDeps {
  readonly resolve: ResolveName;
  /** Whether this machine may be asked, too: in development, where both ends are on it. */
  readonly onLoopback: boolean;
}

/** What is sent. The host is the URL's; nothing is added to these headers but what HTTP needs. */
export interface OutsideRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Ends the whole of it, the reading of the answer included. */
  readonly signal: AbortSignal;
  /** Milliseconds for name, connection and TLS; without it they have as long as the signal leaves them. */
  readonly connectWithin?: number;
}

/**
 * A request to a URL that others have named and `parsePublicUrl` let pass. No redirect is followed, no proxy asked,
 * nothing inflated, and no connection kept. Whoever reads the answer sees to it that it is destroyed.
 * @throws {Error} where there is no answer
 */
export function requestOutside(
  { resolve, onLoopback }: OutsideDeps,
  url: URL,
  { method, headers, body, signal, connectWithin }: OutsideRequest,
): Promise<http.IncomingMessage> {
  const secure = url.protocol === 'https:';
  return new Promise((whenAnswered, whenFailed) => {
    const request = (secure ? https : http).request(
      url,
      {
        method,
        headers,
        signal,
        agent: false,
        ...(onLoopback && isLoopbackHost(url.hostname) ? {} : { lookup: publicLookup(resolve) }),
      },
      whenAnswered,
    );
    request.on('error', whenFailed);
    if (connectWithin !== undefined)
      limitConnecting(request, secure ? 'secureConnect' : 'connect', connectWithin);
    request.end(body);
  });
}

function limitConnecting(request: http.ClientRequest, connected: string, milliseconds: number): void {
  const timer = setTimeout(() => request.destroy(new Error(NOT_CONNECTED)), milliseconds);
  request.on('socket', (socket) => socket.once(connected, () => clearTimeout(timer)));
  request.on('close', () => clearTimeout(timer));
}
