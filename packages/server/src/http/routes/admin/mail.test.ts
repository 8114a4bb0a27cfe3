import { readOutbox, type System, startSystem } from '@gatepass/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { answerOf, startMailServer } from '../../../testing/mail-server.ts';
import { mailedToken } from '../../../testing/mailed-token.ts';

interface Mail {
  readonly id: string;
  readonly template: string;
  readonly state: string;
  readonly error: string | null;
  readonly subject_id: string;
  readonly type: string;
}

let system: System;
afterEach(() => system.stop());

/** A request by the public form, whose contact is sent a confirmation. */
async function submit(email = 'ada@partner.example'): Promise<string> {
  const answer = await fetch(`${system.issuer}/api/v1/credential-requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      platform_name: 'Shop',
      expected_merchant_volume: 5,
      manager_account_id: 'pa_main',
      contact: { name: 'Ada', email },
      purpose: 'To sell.',
    }),
  });
  const body = (await answer.json()) as { request_id: string };
  if (answer.status !== 202) throw new Error(JSON.stringify(body));
  return body.request_id;
}

async function mails(query = ''): Promise<readonly Mail[]> {
  await system.work();
  return (await system.admin<{ items: Mail[] }>('GET', `/mails${query}`)).body.items;
}

describe('under dev without a mail server', () => {
  test('mails are written to files, which tell the link; the list tells what was sent and never what it says', async () => {
    system = await startSystem();
    const requestId = await submit();
    const token = await mailedToken(system, requestId);
    const [mail] = await readOutbox(system.dataDir);
    expect(mail?.text).toContain(`${system.issuer}/confirm#${token}`);
    const listed = await mails();
    expect(listed).toMatchObject([{ template: 'confirm', subject_id: requestId, state: 'sent' }]);
    expect(JSON.stringify(listed)).not.toMatch(/rscfm_|ada@/);
    expect(system.log()).not.toContain(token);
  });
});

describe('with a mail server', () => {
  test('a mail that it refused for good is listed as failed, and goes when it is queued again', async () => {
    const server = await startMailServer({
      onMail: (_mail, count) => (count === 1 ? answerOf(550, 'no mailbox ada@partner.example') : undefined),
    });
    system = await startSystem({ settings: { GATEPASS_SMTP_URL: `smtp://127.0.0.1:${server.port}` } });
    await submit();
    const [failed] = await mails('?state=failed');
    expect(failed).toMatchObject({ error: 'the mail server answered 550 to DATA' });
    const retried = await system.admin<Mail>('POST', `/mails/${failed?.id}/retry`, {});
    expect(retried).toMatchObject({ status: 200, body: { state: 'queued' } });
    expect(await mails()).toMatchObject([{ state: 'sent' }]);
    expect((await system.admin<Mail>('POST', `/mails/${failed?.id}/retry`, {})).status).toBe(409);
    expect((await system.admin<Mail>('POST', '/mails/mal_none/retry', {})).status).toBe(404);
    expect(server.mails.length).toBe(2);
    await server.close();
  });
});
