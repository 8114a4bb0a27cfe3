import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RawConnection } from '@gatepass/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { trustedProxiesOf } from '../config/trusted-proxies.ts';
import { clientAddress } from './client-address.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Sends these lines of headers, and tells what the server takes for the caller. */
async function callerOf(trusted: string, headers: readonly string[], host = '127.0.0.1'): Promise<string> {
  const proxies = trustedProxiesOf(trusted);
  const server = createServer((request: IncomingMessage, response) => {
    response.end(clientAddress(request, proxies));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closers.push(() => server.close());
  const connection = await RawConnection.open((server.address() as AddressInfo).port);
  connection.write(['GET / HTTP/1.1', 'host: x', 'connection: close', ...headers, '', ''].join('\r\n'));
  const answer = await connection.next();
  connection.close();
  return answer?.body ?? '';
}

const forwarded = (value: string) => `X-Forwarded-For: ${value}`;

describe('without a trusted proxy', () => {
  test.each([
    [[]],
    [[forwarded('203.0.113.7')]],
    [[forwarded('203.0.113.7, 198.51.100.1'), 'X-Real-IP: 192.0.2.1']],
  ])('the caller is the other end of the connection, whatever it writes: %j', async (headers) => {
    expect(await callerOf('', headers)).toBe('127.0.0.1');
    expect(await callerOf('10.0.0.0/8, 192.0.2.1', headers)).toBe('127.0.0.1');
  });

  test('an IPv4 caller is one on a socket for both families too', async () => {
    expect(await callerOf('', [], '::')).toBe('127.0.0.1');
    expect(await callerOf('127.0.0.1', [forwarded('203.0.113.7')], '::')).toBe('203.0.113.7');
  });
});

describe('behind a trusted proxy', () => {
  const proxies = '127.0.0.1 10.0.0.0/8, 2001:db8:ffff::/48';

  test.each([
    ['what the proxy saw', '203.0.113.7', '203.0.113.7'],
    ['the right-most, not what the caller wrote', '192.0.2.66, 203.0.113.7', '203.0.113.7'],
    ['the one that the outermost of several proxies saw', '192.0.2.66, 203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['not one who wrote itself into the proxies’ block', '10.9.9.9, 203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['a proxy, where no one else is named', '10.1.2.4, 10.1.2.3', '10.1.2.4'],
    ['an IPv6 address, in one spelling', '2001:DB8:0::7, 2001:db8:ffff::1', '2001:db8::7'],
    ['IPv4 that was written as IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['one with a port', '203.0.113.7:4711', '203.0.113.7'],
    ['one in brackets, with a port', '[2001:db8::7]:4711', '2001:db8::7'],
    ['one without spaces around it', '192.0.2.66,203.0.113.7,10.1.2.3', '203.0.113.7'],
  ])('the caller is %s', async (_who, value, caller) => {
    expect(await callerOf(proxies, [forwarded(value)])).toBe(caller);
  });

  test.each([
    '',
    'unknown',
    '203.0.113.7,',
    '203.0.113',
    '203.0.113.7 203.0.113.8',
    '_hidden',
    '1.2.3.4:port',
    '[',
    ',',
  ])('a last entry that is none leaves the proxy itself: %j', async (value) => {
    expect(await callerOf(proxies, [forwarded(value)])).toBe('127.0.0.1');
  });

  test('nothing left of an entry that is none is looked at', async () => {
    expect(await callerOf(proxies, [forwarded('203.0.113.7, unknown, 10.1.2.3')])).toBe('10.1.2.3');
  });

  test('a repeated header is one list, in its order', async () => {
    const headers = [forwarded('192.0.2.66'), forwarded('203.0.113.7, 10.1.2.3')];
    expect(await callerOf(proxies, headers)).toBe('203.0.113.7');
    expect(await callerOf(proxies, [...headers].reverse())).toBe('192.0.2.66');
  });

  test('a proxy that writes no header is the caller', async () => {
    expect(await callerOf(proxies, [])).toBe('127.0.0.1');
  });
});

test('a connection that is gone already has an address of its own kind', () => {
  const request = { socket: { remoteAddress: undefined }, headers: {} } as unknown as IncomingMessage;
  expect(clientAddress(request, trustedProxiesOf('127.0.0.1'))).toBe('0.0.0.0');
});

test('an address of the local link is taken without its interface', () => {
  const request = { socket: { remoteAddress: 'fe80::1%eth0' }, headers: {} } as unknown as IncomingMessage;
  expect(clientAddress(request, [])).toBe('fe80::1');
});
