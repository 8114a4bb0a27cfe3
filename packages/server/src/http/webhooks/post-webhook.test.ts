import type { LookupAddress } from 'node:dns';
import { attack } from '@gatepass/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parsePublicUrl } from '../../domain/network/public-url.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import { type PostWebhookDeps, webhookPoster } from './post-webhook.ts';

let receiver: WebhookReceiver;
let addresses: readonly LookupAddress[];
let asked: string[];
let deps: PostWebhookDeps;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  addresses = [{ address: '127.0.0.1', family: 4 }];
  asked = [];
  deps = {
    async resolve(hostname) {
      asked.push(hostname);
      return addresses;
    },
    onLoopback: true,
  };
});
afterEach(() => receiver.close());

function post(url: string, given: Partial<PostWebhookDeps> = {}) {
  return webhookPoster({ ...deps, ...given })({ url, headers: { 'webhook-id': 'whd_1' }, body: '{"a":"ü"}' });
}

async function failure(url: string, given: Partial<PostWebhookDeps> = {}): Promise<string> {
  const answer = await post(url, given);
  if (answer.ok) expect.fail(`it was answered by ${answer.value}`);
  return answer.refusal;
}

describe('a message', () => {
  test('is posted with its headers, its length and nothing else of ours', async () => {
    expect(await post(receiver.url)).toEqual({ ok: true, value: 204 });
    expect(receiver.received).toEqual([
      {
        method: 'POST',
        path: '/hook',
        headers: {
          host: `127.0.0.1:${receiver.port}`,
          connection: 'close',
          'content-length': '10',
          'user-agent': 'gatepass',
          'webhook-id': 'whd_1',
        },
        body: '{"a":"ü"}',
      },
    ]);
  });

  test.each([200, 202, 301, 302, 307, 308, 400, 404, 410, 429, 500, 503])(
    'has the status %i for an answer, and no redirect is followed',
    async (status) => {
      receiver.answerWith((_request, response) =>
        response.writeHead(status, { location: '/elsewhere' }).end('x'),
      );
      expect(await post(receiver.url)).toEqual({ ok: true, value: status });
      expect(receiver.received.length).toBe(1);
    },
  );

  test('is answered by its status alone: 16 KiB of the body are taken off the line, and no more', async () => {
    let written = 0;
    receiver.answerWith((_request, response) => {
      const chunk = Buffer.alloc(16 * 1024, 'x');
      const write = () => {
        if (response.destroyed || written > 64 * 1024 * 1024) return;
        written += chunk.length;
        response.write(chunk, () => setImmediate(write));
      };
      write();
    });
    expect(await post(receiver.url)).toEqual({ ok: true, value: 200 });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test('is answered when the status is there, also where the body never ends', async () => {
    receiver.answerWith((_request, response) => response.write('x'));
    expect(await post(receiver.url, { drainMilliseconds: 50 })).toEqual({ ok: true, value: 200 });
  });
});

describe('there is no answer', () => {
  test('in time, from a server that says nothing', async () => {
    receiver.answerWith(() => {});
    expect(await failure(receiver.url, { timeoutMilliseconds: 50 })).toBe('there was no answer in time');
  });

  test('from a name that is not looked up in time', async () => {
    const resolve = () => new Promise<never>(() => {});
    const waiting = { resolve, connectMilliseconds: 50 };
    expect(await failure('https://partner.example.com/hook', waiting)).toBe(
      'there was no connection in time',
    );
  });

  test('where nobody listens, or the name is not known: nobody learns which', async () => {
    await receiver.close();
    const nobody = await failure(receiver.url);
    const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    expect(await failure('https://partner.example.com/hook', { resolve })).toBe(nobody);
    expect(nobody).toBe('there was no answer');
  });

  test('over TLS from a server that nobody vouches for', async () => {
    expect(await failure(`https://127.0.0.1:${receiver.port}/hook`)).toBe('there was no answer');
    expect(receiver.received).toEqual([]);
  });
});

const URLS = [
  'http://partner.example.com/hook',
  'https://127.0.0.1/hook',
  'https://[::1]/hook',
  'https://0.0.0.0/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://10.0.0.1/hook',
  'https://[fc00::1]/hook',
  'https://[::ffff:127.0.0.1]/hook',
  'https://2130706433/hook',
  'https://0177.0.0.1/hook',
  'https://0x7f000001/hook',
  'https://127.1/hook',
  'https://localhost/hook',
  'https://localhost./hook',
  'file:///etc/passwd',
  'gopher://partner.example.com/hook',
  'https://user:password@partner.example.com/hook',
  'https://partner.example.com:22/hook',
] as const;

const names = (...texts: string[]) =>
  texts.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

attack(
  'W14',
  'a webhook is told something at public addresses alone, as they are when it is connected to',
  async (report) => {
    for (const url of URLS) {
      const defect = parsePublicUrl(url, false);
      if (defect.ok) expect.fail(`${url} was accepted`);
      expect(await failure(url, { onLoopback: false })).toBe(`the URL is not accepted (${defect.refusal})`);
      report(`a stored webhook with the URL ${url}`, `no connection is made (${defect.refusal})`);
    }

    const standsFor: Record<string, readonly LookupAddress[]> = {
      '127.0.0.1': names('127.0.0.1'),
      '::1': names('::1'),
      '10.0.0.1': names('10.0.0.1'),
      '169.254.169.254': names('169.254.169.254'),
      'fd00::1': names('fd00::1'),
      '::ffff:127.0.0.1': names('::ffff:127.0.0.1'),
      'a public and a private address': names('8.8.8.8', '127.0.0.1'),
      nothing: [],
    };
    for (const [what, given] of Object.entries(standsFor)) {
      addresses = given;
      expect(await failure(`https://partner.example.com:${receiver.port}/hook`), what).toBe(
        'the host has no public address',
      );
      report(`a webhook whose name stands for ${what}`, 'no connection is made');
    }

    asked = [];
    const rebinding = [names('127.0.0.1'), names('8.8.8.8')];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return rebinding[asked.length - 1] ?? [];
    };
    const rebound = `https://partner.example.com:${receiver.port}/hook`;
    expect(await failure(rebound, { resolve })).toBe('the host has no public address');
    expect(asked).toEqual(['partner.example.com']);
    report(
      'a webhook whose name changes its mind between two look-ups',
      'it is looked up once, and what it said is judged',
    );
    expect(receiver.connections()).toBe(0);

    receiver.answerWith((_request, response) =>
      response.writeHead(307, { location: 'http://169.254.169.254/' }).end('secret of an inner server'),
    );
    expect(await post(receiver.url)).toEqual({ ok: true, value: 307 });
    report(
      'a webhook that answers by a redirect to 169.254.169.254',
      'its status is noted; it is not followed',
    );
  },
);
