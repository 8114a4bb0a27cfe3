import { join } from 'node:path';
import { freePort, LogSink, RawConnection, type TempFolder, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPartnershipsApi } from './start-partnerships-api.ts';
import { Partner, REGISTER } from './testing/partner.ts';
import { startTestIssuer, type TestIssuer } from './testing/test-issuer.ts';

const AUDIENCE = 'https://api.example.com';
const NOW = 1_767_225_600_000;

let folder: TempFolder;
let issuer: TestIssuer;
beforeAll(async () => {
  folder = await tempFolder();
  issuer = await startTestIssuer();
});
afterAll(async () => {
  await issuer.close();
  await folder.remove();
});

function start(database: string, changes: Partial<Parameters<typeof startPartnershipsApi>[0]> = {}) {
  return startPartnershipsApi({
    port: 0,
    issuer: issuer.origin,
    audience: AUDIENCE,
    databasePath: join(folder.path, database),
    now: () => NOW,
    log: new LogSink(),
    ...changes,
  });
}

function partnerAt(origin: string, issuedBy = issuer.origin): Partner {
  const claims = {
    iss: issuedBy,
    aud: AUDIENCE,
    sub: 'rspub_0123456789abcdef',
    client_id: 'rspub_0123456789abcdef',
    iat: NOW / 1000,
    exp: NOW / 1000 + 300,
    jti: 'a.0123456789',
    scope: 'accounts:read accounts:write',
    parent_account_id: 'parent-1',
    credential_id: 'cred0001',
  };
  return new Partner(origin, 'parent-1', issuer.sign(claims));
}

describe('start', () => {
  test('keeps everything over a restart', async () => {
    const first = await start('restart.db');
    const accountId = await partnerAt(first.url).account();
    await partnerAt(first.url).setStatus(accountId, 'paused');
    await first.close();

    const second = await start('restart.db');
    expect((await partnerAt(second.url).status(accountId)).envelope.data.status).toBe('paused');
    await second.close();
  });

  test('fails when the port is taken, and lets go of the database', async () => {
    const running = await start('one.db');
    await expect(start('two.db', { port: running.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await running.close();
    const again = await start('two.db');
    await again.close();
  });

  test('refuses settings that cannot be right', async () => {
    await expect(start('never.db', { issuer: 'http://auth.example.com/' })).rejects.toThrow(TypeError);
  });

  test('works without its issuer, and answers calls as an outage that passes', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    const log = new LogSink();
    const api = await start('outage.db', { issuer: origin, log });
    const answer = await partnerAt(api.url, origin).status('acct_1');

    expect([answer.status, answer.envelope.error]).toEqual([500, 'InternalServerError']);
    expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
    expect(log.text).toContain('access tokens may go unverified');
    await api.close();
  });
});

describe('close', () => {
  test('takes no new calls, answers the one in flight, and ends its connection', async () => {
    const api = await start('flight.db');
    const partner = partnerAt(api.url);
    const body = JSON.stringify(partner.registration());
    const connection = await RawConnection.open(api.port);
    connection.write(
      [
        `POST ${REGISTER} HTTP/1.1`,
        'Host: api',
        `Authorization: Bearer ${partner.token}`,
        `X-Platform-Parent-Account-Id: ${partner.parentAccountId}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Expect: 100-continue',
        '\r\n',
      ].join('\r\n'),
    );
    expect((await connection.next())?.status).toBe(100);

    const closed = api.close();
    await untilRefused(api.port);
    connection.write(body);
    const answer = await connection.next();
    expect([answer?.status, answer?.headers.get('connection')]).toEqual([200, ['close']]);
    await closed;
    expect(await connection.next()).toBeUndefined();
  });

  test('can be asked for twice', async () => {
    const api = await start('twice.db');
    await Promise.all([api.close(), api.close()]);
  });
});

async function untilRefused(port: number): Promise<void> {
  for (;;) {
    try {
      (await RawConnection.open(port)).close();
    } catch {
      return;
    }
  }
}
