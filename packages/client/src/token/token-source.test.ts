import { ok, type Result, refuse } from '@gatepass/protocol';
import { describe, expect, test } from 'vitest';
import { IssuedToken } from '../access-token.ts';
import type { GatepassClientError } from '../errors/gatepass-client-error.ts';
import { TokenServerUnreachableError } from '../errors/token-server-unreachable-error.ts';
import type { HeldToken } from './request-token.ts';
import { createTokenSource } from './token-source.ts';

type Outcome = Result<HeldToken, GatepassClientError>;

const SECOND = 1000;
const failure = new TokenServerUnreachableError('https://auth.example', 'ECONNREFUSED');

/** A source whose requests are settled by hand, and whose clock stands still until it is set. */
function setUp() {
  let time = 0;
  const pending: ((outcome: Outcome) => void)[] = [];
  let requests = 0;
  const source = createTokenSource(
    () => {
      requests += 1;
      return new Promise((resolve) => pending.push(resolve));
    },
    () => time,
  );
  const settle = (outcome: Outcome) => pending.shift()?.(outcome);
  return {
    source,
    requests: () => requests,
    setTime: (seconds: number) => {
      time = seconds * SECOND;
    },
    grant: (name: string) =>
      settle(
        ok({
          issued: new IssuedToken(name, new Date(time + 300 * SECOND), undefined),
          obtainedAt: time,
          expiresAt: time + 300 * SECOND,
        }),
      ),
    fail: () => settle(refuse(failure)),
    /** A source that holds the token `first`, obtained at second 0. */
    async hold() {
      const first = source.current();
      this.grant('first');
      return first;
    },
  };
}

/** Lets everything that is already settled arrive. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('callers', () => {
  test('share one request, however many they are', async () => {
    const it = setUp();
    const callers = Array.from({ length: 1000 }, () => it.source.current());
    it.grant('first');
    const got = await Promise.all(callers);
    expect(new Set(got.map((token) => token.accessToken))).toEqual(new Set(['first']));
    expect(it.requests()).toBe(1);
  });

  test('share its failure too, and whoever comes later starts anew', async () => {
    const it = setUp();
    const callers = Array.from({ length: 3 }, () => it.source.current());
    it.fail();
    for (const caller of await Promise.allSettled(callers)) expect(caller).toMatchObject({ reason: failure });

    const later = it.source.current();
    it.grant('second');
    expect(await later).toMatchObject({ accessToken: 'second' });
    expect(it.requests()).toBe(2);
  });
});

describe('renewal', () => {
  test('happens while the aging token still serves', async () => {
    const it = setUp();
    await it.hold();
    it.setTime(250);
    expect(await it.source.current()).toMatchObject({ accessToken: 'first' });
    expect(it.requests()).toBe(2);
    it.grant('second');
    await settled();
    expect(await it.source.current()).toMatchObject({ accessToken: 'second' });
  });

  test('is waited for once the token is too close to its end', async () => {
    const it = setUp();
    await it.hold();
    it.setTime(296);
    const waiting = it.source.current();
    it.grant('second');
    expect(await waiting).toMatchObject({ accessToken: 'second' });
  });

  test('that failed in the background is not tried again at every call', async () => {
    const it = setUp();
    await it.hold();
    it.setTime(250);
    await it.source.current();
    it.fail();
    await settled();

    it.setTime(254);
    expect(await it.source.current()).toMatchObject({ accessToken: 'first' });
    expect(it.requests()).toBe(2);
    it.setTime(255);
    expect(await it.source.current()).toMatchObject({ accessToken: 'first' });
    expect(it.requests()).toBe(3);
  });
});

describe('a rejected token', () => {
  test('is replaced by one request for all who were told so', async () => {
    const it = setUp();
    const first = await it.hold();
    const replaced = Array.from({ length: 5 }, () => it.source.replace(first));
    it.grant('second');
    for (const token of await Promise.all(replaced)) expect(token).toMatchObject({ accessToken: 'second' });
    expect(it.requests()).toBe(2);
  });

  test('that was replaced meanwhile costs no request', async () => {
    const it = setUp();
    const first = await it.hold();
    const replaced = it.source.replace(first);
    it.grant('second');
    await replaced;
    expect(await it.source.replace(first)).toMatchObject({ accessToken: 'second' });
    expect(it.requests()).toBe(2);
  });

  test('is not replaced when the one before was, less than half a minute ago', async () => {
    const it = setUp();
    const replaced = it.source.replace(await it.hold());
    it.grant('second');
    const second = await replaced;
    if (second === undefined) expect.fail('the first was not replaced');

    it.setTime(29);
    expect(await it.source.replace(second)).toBeUndefined();
    it.setTime(30);
    const again = it.source.replace(second);
    it.grant('third');
    expect(await again).toMatchObject({ accessToken: 'third' });
  });
});
