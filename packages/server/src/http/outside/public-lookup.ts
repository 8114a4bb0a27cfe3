import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { parseAddress } from '../../domain/network/ip-address.ts';
import { isPublicAddress } from '../../domain/network/public-address.ts';

/** Every address of a name, as `dns.promises.lookup` gives them. */
export type ResolveName = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Why no connection is made. */
export const NO_PUBLIC_ADDRESS = 'the host has no public address';

/**
 * A `lookup` that gives public addresses only, or fails. The socket connects to what it gives, so no second answer of
 * the name server can put another address in its place (DNS rebinding). A name of which one address is not public is
 * refused whole.
 */
export function publicLookup(resolve: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    const fail = (error: NodeJS.ErrnoException) => callback(error, '', 0);
    resolve(hostname).then((addresses) => {
      const [first] = addresses;
      if (first === undefined || !addresses.every(isPublic)) return fail(new Error(NO_PUBLIC_ADDRESS));
      if (options.all) return callback(null, [...addresses]);
      return callback(null, first.address, first.family);
    }, fail);
  };
}

/** Whether a name stands for an address that is not public, as its name servers say now. */
export async function standsInside(resolve: ResolveName, hostname: string): Promise<boolean> {
  return !(await resolve(hostname)).every(isPublic);
}

function isPublic({ address }: LookupAddress): boolean {
  const parsed = parseAddress(address);
  return parsed !== undefined && isPublicAddress(parsed);
}
