import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MailFailure } from '../../domain/delivery/mail-transport.ts';
import { smtpTransport } from '../../mail/smtp-transport.ts';
import {
  benchMailer,
  DAY,
  type DeliveryBench,
  deliveryBench,
  HOUR,
  MINUTE,
} from '../../testing/delivery-bench.ts';
import { made } from '../../testing/made.ts';
import { answerOf, startMailServer } from '../../testing/mail-server.ts';
import { retryMail } from '../retry-mail/retry-mail.ts';
import { sendNextMail } from './send-mails.ts';

let bench: DeliveryBench;
beforeEach(async () => {
  bench = await deliveryBench();
});
afterEach(() => bench.close());

const LATER: MailFailure = { retry: 'later', error: 'it was too slow', mayHaveArrived: false };

async function states() {
  return (await bench.mails()).map(({ state }) => state);
}

describe('a mail that is due', () => {
  test('is sent once, to the address that its person has then', async () => {
    const request = await bench.submit('ada@partner.example');
    await bench.plan();
    const mailer = benchMailer(bench);
    await mailer.send();
    await mailer.send();
    expect(mailer.handed).toMatchObject([
      { to: 'ada@partner.example', subject: 'Confirm your mail address' },
    ]);
    expect(mailer.handed[0]?.text).toContain(`https://auth.example.com/confirm#rscfm_`);
    expect(await bench.mails()).toMatchObject([
      { subjectId: request.requestId, state: 'sent', attempts: 1, repeats: 0, sentAt: bench.now() },
    ]);
    expect(mailer.noted).toEqual(['sent']);
  });

  test('is being sent, for all to see, before the mail server hears of it', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    let seen: readonly string[] = [];
    await benchMailer(bench, async () => {
      seen = await states();
      return undefined;
    }).send();
    expect(seen).toEqual(['sending']);
    expect(await states()).toEqual(['sent']);
  });

  test('tells its link’s token, which is forgotten when it is sent, and not before', async () => {
    const { requestId } = await bench.submit('ada@partner.example');
    await bench.plan();
    const sealed = async () => (await bench.store.links.latestOf(requestId, 'confirm'))?.sealed;
    const mailer = benchMailer(bench, (_mail, attempt) => (attempt === 1 ? LATER : undefined));
    await mailer.send();
    expect(await sealed()).not.toBeNull();
    bench.advance(MINUTE);
    await mailer.send();
    expect(await sealed()).toBeNull();
    expect(mailer.handed[0]).toEqual(mailer.handed[1]);
  });

  test('waits for those that are due before it', async () => {
    for (const name of ['ada', 'bob', 'eve']) {
      await bench.submit(`${name}@partner.example`);
      bench.advance(1);
      await bench.plan();
    }
    const mailer = benchMailer(bench);
    await mailer.send();
    expect(mailer.handed.map(({ to }) => to.split('@')[0])).toEqual(['ada', 'bob', 'eve']);
  });
});

describe('a mail that could not be sent', () => {
  test('is tried after 1, 2, 4 … minutes, 20 times in about three days, and then given up, loudly', async () => {
    const admin = await bench.operator('admin', 'admin@platform.example');
    await bench.record({ action: 'operator.exposed', subject: admin });
    await bench.plan();
    const mailer = benchMailer(bench, () => LATER);
    const begin = bench.now();
    const delays: number[] = [];
    for (let at = bench.now(); ; ) {
      await mailer.send();
      const [mail] = await bench.mails();
      if (mail?.state !== 'queued') break;
      bench.advance(mail.nextAt - bench.now());
      delays.push((bench.now() - at) / MINUTE);
      at = bench.now();
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, ...Array(10).fill(360)]);
    expect(bench.now() - begin).toBeLessThan(3.5 * DAY);
    expect(mailer.handed.length).toBe(20);
    expect(await bench.mails()).toMatchObject([{ state: 'failed', attempts: 20, error: 'it was too slow' }]);
    expect(mailer.noted).toEqual(['failed: it was too slow']);
  });

  test('is given up at once where it is refused for good', async () => {
    await bench.submit('nobody@partner.example');
    await bench.plan();
    const mailer = benchMailer(bench, () => ({ ...LATER, retry: 'never', error: 'no such mailbox' }));
    await mailer.send();
    expect(await bench.mails()).toMatchObject([{ state: 'failed', error: 'no such mailbox' }]);
  });

  test('is tried later by chance a little more, so that not all come back together', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    const mailer = benchMailer(bench, () => LATER);
    await sendNextMail({ ...mailer.deps, randomBytes: (count) => new Uint8Array(count).fill(255) });
    const [mail] = await bench.mails();
    expect((mail?.nextAt ?? 0) - bench.now()).toBe(72_000);
  });

  test('is queued again by an operator, and begins anew', async () => {
    const admin = await bench.operator('admin', 'admin@platform.example');
    await bench.record({ action: 'operator.exposed', subject: admin });
    await bench.plan();
    const mailer = benchMailer(bench, (_mail, attempt) =>
      attempt === 1 ? { ...LATER, retry: 'never' } : undefined,
    );
    await mailer.send();
    const [failed] = await bench.mails();
    const again = made(await retryMail(bench, bench.context(), failed?.id ?? ''));
    expect(again).toMatchObject({ state: 'queued', attempts: 0, error: null });
    await mailer.send();
    expect(await states()).toEqual(['sent']);
    expect(await retryMail(bench, bench.context(), again.id)).toMatchObject({ refusal: 'mail_not_waiting' });
    expect(await retryMail(bench, bench.context(), 'mal_none')).toMatchObject({ refusal: 'mail_unknown' });
  });

  test('for a fault of ours is tried again, too, and it is told which mail has the fault', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    const mailer = benchMailer(bench, () => Promise.reject(new TypeError('a bug')));
    await mailer.send();
    const [mail] = await bench.mails();
    expect(mail).toMatchObject({ state: 'queued', attempts: 1, repeats: 0 });
    expect(mailer.noted).toEqual([`error: ${mail?.id}`]);
  });
});

describe('a mail that may have arrived is sent again, and counted', () => {
  test('where the process was killed while it was being sent', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    await bench.store.mailQueue.take(bench.now(), bench.now() + HOUR);
    const mailer = benchMailer(bench);
    await mailer.send();
    expect(mailer.handed).toEqual([]);
    // The next start.
    expect(await bench.store.mailQueue.releaseInterrupted(bench.now())).toBe(1);
    await mailer.send();
    expect(await bench.mails()).toMatchObject([{ state: 'sent', repeats: 1 }]);
    expect(mailer.noted).toEqual(['repeated', 'sent']);
  });

  test('where its time to be sent has passed without a word', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    await bench.store.mailQueue.take(bench.now(), bench.now() + HOUR);
    bench.advance(HOUR);
    const mailer = benchMailer(bench);
    await mailer.send();
    expect(mailer.noted).toEqual(['repeated', 'sent']);
  });

  test('where the connection broke before the answer', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    const broken = { ...LATER, mayHaveArrived: true };
    const mailer = benchMailer(bench, (_mail, attempt) => (attempt === 1 ? broken : undefined));
    await mailer.send();
    bench.advance(MINUTE);
    await mailer.send();
    expect(await bench.mails()).toMatchObject([{ state: 'sent', repeats: 1 }]);
    expect(mailer.noted).toEqual(['repeated', 'sent']);
    expect(mailer.handed[0]?.id).toBe(mailer.handed[1]?.id);
  });

  test('but not where only the database was away: what was sent is written when it is back', async () => {
    await bench.submit('ada@partner.example');
    await bench.plan();
    const mailer = benchMailer(bench);
    const { mailQueue } = bench.store;
    let isAway = true;
    const deps = {
      ...mailer.deps,
      store: {
        ...bench.store,
        mailQueue: {
          ...mailQueue,
          settle: (...given: Parameters<typeof mailQueue.settle>) =>
            isAway ? Promise.reject(new Error('away')) : mailQueue.settle(...given),
        },
      },
    };
    await expect(sendNextMail(deps)).rejects.toThrow('away');
    expect(await states()).toEqual(['sending']);
    isAway = false;
    bench.advance(HOUR);
    expect(await sendNextMail(deps)).toBe(false);
    expect(mailer.handed.length).toBe(1);
    expect(await bench.mails()).toMatchObject([{ state: 'sent', repeats: 0 }]);
  });
});

describe('a mail is dropped', () => {
  async function dropped(): Promise<string | null | undefined> {
    await bench.plan();
    const mailer = benchMailer(bench);
    await mailer.send();
    expect(mailer.handed).toEqual([]);
    const [mail] = await bench.mails();
    expect(mail?.state).toBe('dropped');
    return mail?.error;
  }

  test('whose person was erased', async () => {
    const { requestId } = await bench.submit('ada@partner.example');
    const contactId = (await bench.store.requests.find(requestId))?.contactId ?? '';
    await bench.store.change(bench.context(), async (change) => {
      await change.people.erase(contactId, bench.now());
      change.record({ action: 'person.erased', subject: contactId, before: null, after: null });
      return { ok: true, value: undefined };
    });
    expect(await dropped()).toBe('person_gone');
  });

  test('whose link has expired', async () => {
    await bench.submit('ada@partner.example');
    bench.advance(DAY);
    expect(await dropped()).toBe('out_of_date');
  });

  test('whose link was replaced or used', async () => {
    const { requestId } = await bench.submit('ada@partner.example');
    await bench.store.change(bench.context(), async (change) => {
      await change.links.endOf(requestId, bench.now());
      change.record({ action: 'request.withdrawn', subject: requestId, before: null, after: null });
      return { ok: true, value: undefined };
    });
    await bench.plan();
    const mailer = benchMailer(bench);
    await mailer.send();
    expect(mailer.handed).toEqual([]);
    expect(await states()).toEqual(['dropped', 'dropped']);
  });
});

describe('over SMTP', () => {
  async function sending(port: number) {
    const server = { host: '127.0.0.1', port, tls: 'none', login: undefined } as const;
    const identity = { from: 'gatepass@auth.example.com', replyTo: undefined, host: 'auth.example.com' };
    const mailer = benchMailer(bench);
    const transport = smtpTransport({ server, identity, timeoutMilliseconds: 10_000 });
    return {
      ...mailer,
      async send() {
        while (await sendNextMail({ ...mailer.deps, transport }));
      },
    };
  }

  test('a mail arrives by a server that first puts it off, then hangs up on it, and is one mail by its Message-ID', async () => {
    const mails = await startMailServer({
      hangUpOn: [2],
      onMail: (_mail, count) => (count === 1 ? answerOf(421, 'later') : undefined),
    });
    await bench.submit('ada@partner.example');
    await bench.plan();
    const mailer = await sending(mails.port);
    for (const minutes of [0, 1, 2]) {
      bench.advance(minutes * MINUTE);
      await mailer.send();
    }
    const [mail] = await bench.mails();
    expect(mail).toMatchObject({ state: 'sent', attempts: 3, repeats: 1 });
    expect(mails.mails.map(({ headers }) => headers.get('message-id'))).toEqual(
      Array(3).fill(`<${mail?.id}@auth.example.com>`),
    );
    expect(mailer.noted).toEqual(['repeated', 'sent']);
    await mails.close();
  });

  test('one recipient whose mailbox is refused holds up none of the others', async () => {
    const mails = await startMailServer({
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith('p7@') ? answerOf(550, 'no such mailbox') : null),
    });
    for (let count = 0; count < 20; count++) await bench.submit(`p${count}@partner${count}.example`);
    await bench.plan();
    await (await sending(mails.port)).send();
    expect(new Set(mails.mails.flatMap(({ to }) => to)).size).toBe(19);
    expect((await states()).filter((state) => state === 'failed').length).toBe(1);
    expect((await states()).filter((state) => state === 'sent').length).toBe(19);
    await mails.close();
  });
});
