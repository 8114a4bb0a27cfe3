import type { IncomingMessage } from 'node:http';
import { CLIENT_INSTANCE_HEADER, CLIENT_VERSION_HEADER } from '@gatepass/protocol';
import { networkOf } from '../../domain/network/network-of.ts';
import type { RequestOrigin } from '../../domain/usage/usage.ts';
import { clientAddress, type TrustedProxies } from '../client-address.ts';

/**
 * Where a request comes from. What the SDK says of itself is kept only where it has the form of that: it is shown to
 * people, and shorter than any credential that somebody may have put there.
 */
export function requestOrigin(request: IncomingMessage, trusted: TrustedProxies): RequestOrigin {
  return {
    network: networkOf(clientAddress(request, trusted)),
    instance: matching(request.headers[CLIENT_INSTANCE_HEADER], /^[\w-]{8,48}$/),
    version: matching(request.headers[CLIENT_VERSION_HEADER], /^[\w.@/+-]{1,48}$/),
  };
}

function matching(value: string | string[] | undefined, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}
