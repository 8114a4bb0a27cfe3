import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ADMIN_PATH, TOKEN_PATH } from '@gatepass/protocol';
import { freePort, tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { GatepassProcess } from '../../e2e/gatepass-process.ts';
import { formOf } from '../testing/serving.ts';
import { Journey } from './journey.ts';
import { Killed } from './killed.ts';
import { Mailboxes } from './mailboxes.ts';

/** `GATEPASS_TEST_KILLS=200` for the whole measure. */
const KILLS = Number(process.env.GATEPASS_TEST_KILLS ?? 20);
const CALLERS = 6;

test(`nothing acknowledged is lost in ${KILLS} kills around request, approval, claim and mail`, async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const mailboxes = new Mailboxes();
  const smtpPort = await mailboxes.listen();
  onTestFinished(() => mailboxes.close());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    GATEPASS_DATA_DIR: folder.path,
    GATEPASS_PORT: String(port),
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
    GATEPASS_AUDIENCE: 'https://api.example.com',
    GATEPASS_SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    GATEPASS_TRUSTED_PROXIES: '127.0.0.1',
    GATEPASS_OPERATOR_LIMIT: '100000',
  };
  let operatorToken = '';
  let acknowledged = 0;
  let onAcknowledged = () => {};
  const journeys: Journey[] = [];
  const around = {
    url,
    mailboxes,
    operatorToken: () => operatorToken,
    acknowledged: () => {
      acknowledged++;
      onAcknowledged();
    },
  };
  const start = async () => {
    mailboxes.begin();
    const server = new GatepassProcess(['serve'], env);
    // Also where the test fails before it has killed it.
    onTestFinished(() => server.signal('SIGKILL'));
    await server.says('serving ');
    operatorToken = (await readFile(join(folder.path, 'bootstrap-operator-token'), 'utf8')).trim();
    return server;
  };

  let lost = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await start();
    void server.exited.then(() => mailboxes.giveUp());
    const enough = acknowledged + 1 + (kill % 13);
    // Some milliseconds after an acknowledgement: in the midst of the next step, its commit, its mail.
    onAcknowledged = () => {
      if (acknowledged === enough) void pause((kill * 7) % 31).then(() => server.signal('SIGKILL'));
    };
    const waiting = journeys.filter(({ done }) => !done);
    await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        try {
          for (;;) {
            const journey = waiting.shift() ?? new Journey(journeys.length, around);
            if (!journeys.includes(journey)) journeys.push(journey);
            await journey.goOn();
          }
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          lost++;
        }
      }),
    );
    expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' });
  }

  onAcknowledged = () => {};
  const server = await start();
  onTestFinished(async () => {
    await server.stop();
  });
  const admin = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const response = await fetch(url + ADMIN_PATH + path, {
      method,
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Body;
  };
  for (const journey of journeys) if (journey.requestId !== undefined && !journey.done) await journey.goOn();

  // Every acknowledged step stands.
  expect(journeys.flatMap(({ complaints }) => complaints)).toEqual([]);
  const unknown: string[] = [];
  for (const { requestId, confirmed } of journeys) {
    if (requestId === undefined) continue;
    const { state } = await admin<{ state: string }>('GET', `/requests/${requestId}`);
    if (state === undefined || (confirmed && state !== 'approved')) unknown.push(`${requestId} ${state}`);
  }
  expect(unknown).toEqual([]);
  const claimed = journeys.flatMap(({ pair }) => pair ?? []);
  const refused: string[] = [];
  for (const { clientId, clientSecret } of claimed) {
    const body = new URLSearchParams(formOf(clientId, clientSecret));
    const { status } = await fetch(url + TOKEN_PATH, { method: 'POST', body });
    if (status !== 200) refused.push(`${clientId} ${status}`);
  }
  expect(refused).toEqual([]);
  expect(claimed.length).toBeGreaterThan(KILLS / 4);
  expect(await admin('POST', '/ledger/verify', {})).toMatchObject({ intact: true, finding: null });

  // Nothing is mailed twice within one life of the server, and whatever came twice is counted.
  const doubled = mailboxes.copies().filter(({ length }) => length > 1);
  for (const arrivals of doubled)
    expect(new Set(arrivals.map(({ round }) => round)).size).toBe(arrivals.length);
  const mails: { id: string; state: string; repeats: number }[] = [];
  for (let after = ''; ; ) {
    const page = await admin<{ items: typeof mails; next: string | null }>(
      'GET',
      `/mails?limit=1000${after}`,
    );
    mails.push(...page.items);
    if (page.next === null) break;
    after = `&after=${page.next}`;
  }
  const uncounted = doubled.filter(([mail]) => {
    const id = /mal_\w+/.exec(mail?.messageId ?? '')?.[0];
    return (mails.find((kept) => kept.id === id)?.repeats ?? 0) === 0;
  });
  expect(uncounted).toEqual([]);
  const abandoned = journeys.filter(({ abandoned }) => abandoned).length;
  console.log(
    `${KILLS} kills: ${acknowledged} acknowledged steps, ${lost} calls cut off, ${claimed.length} secrets, ` +
      `${mailboxes.arrivals.length} mails of which ${doubled.length} twice, ` +
      `${mails.filter(({ state }) => state === 'sending').length} still to be sent again, ${abandoned} without theirs`,
  );
});
