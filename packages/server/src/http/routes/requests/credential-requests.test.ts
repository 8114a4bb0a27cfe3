import { DEFAULT_PREFIXES, makeSecret } from '@gatepass/protocol';
import { freePort, LogSink, readOutbox, type System, startSystem, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSettings } from '../../../config/settings.ts';
import { startServer } from '../../../start-server.ts';
import { mailedToken } from '../../../testing/mailed-token.ts';
import { FORM, problemOf, type RequestCalls, requestCalls } from '../../../testing/request-calls.ts';
import { MAX_MAILS } from '../../../usecases/submit-request/submit-request.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let system: System;
let calls: RequestCalls;

beforeAll(async () => {
  system = await startSystem();
  calls = requestCalls(system);
});
afterAll(() => system.stop());

const mails = async () => {
  await system.work();
  return readOutbox(system.dataDir);
};
/** A request token that this server has never told. */
const nobodys = () =>
  makeSecret(DEFAULT_PREFIXES.requestToken, 'live', (size) => new Uint8Array(size).fill(7)).text;
const stateOf = async (id: string) => (await calls.admin('GET', `/requests/${id}`)).json.state;

describe('the public form', () => {
  test('answers with a token and a code, each told once, and says until when to confirm', async () => {
    const { status, headers, json } = await calls.submit();
    expect([status, headers.get('cache-control')]).toEqual([202, 'no-store']);
    expect(json).toEqual({
      request_id: expect.stringMatching(/^req_/),
      request_token: expect.stringMatching(/^rsreq_/),
      claim_code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
      expires_at: new Date(system.clock.now() + DAY).toISOString(),
      message: expect.any(String),
    });
  });

  test('mails nothing of what was typed to an address that nobody has confirmed', async () => {
    await calls.submitted({
      platform_name: 'BUY-CHEAP-WATCHES',
      purpose: 'https://spam.example',
      contact: { name: 'Dear Customer', email: 'stranger@else.example' },
    });
    const theirs = (await mails()).filter(({ headers }) => headers.get('to') === 'stranger@else.example');
    expect(theirs).toHaveLength(1);
    const mail = theirs[0];
    expect(mail?.text).toContain(`${system.issuer}/confirm#rscfm_`);
    const whole = JSON.stringify([mail?.text, ...(mail?.headers.values() ?? [])]);
    for (const typed of ['WATCHES', 'spam.example', 'Dear Customer', 'pa_'])
      expect(whole).not.toContain(typed);
  });

  test.each([
    ['an unknown field', { admin: true }, 'request_malformed'],
    ['a missing field', { purpose: undefined }, 'request_malformed'],
    ['a number of merchants that is none', { expected_merchant_volume: 1.5 }, 'request_malformed'],
    ['an account id that cannot be one', { manager_account_id: 'a b' }, 'account_malformed'],
    ['an address that is none', { contact: { name: 'A', email: 'a@b, c@d' } }, 'email_malformed'],
    [
      'an address that is a header',
      { contact: { name: 'A', email: 'a@b.example\nBcc: c@d.example' } },
      'email_malformed',
    ],
    ['a scope that the deployment does not have', { scope: 'root' }, 'scope_unknown'],
    ['a network that is none', { networks: ['localhost'] }, 'networks_malformed'],
    ['everybody as a network', { networks: ['0.0.0.0/0'] }, 'networks_malformed'],
    ['a text with a control character', { purpose: 'a\u001b[2J' }, 'request_malformed'],
  ])('refuses %s, and makes nothing', async (_what, given, cause) => {
    const before = (await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows;
    expect(problemOf(await calls.submit(given))).toBe(`400 ${cause}`);
    expect((await system.admin<{ rows: number }>('POST', '/ledger/verify')).body.rows).toBe(before);
  });

  test('lets no other site read its answer or send to it from a browser', async () => {
    const path = `${system.issuer}/api/v1/credential-requests`;
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await fetch(path, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const simple = await fetch(path, { method: 'POST', body: JSON.stringify(FORM) });
    expect(simple.status).toBe(415);
  });
});

describe('how much the form takes', () => {
  test('three mails a day to one mailbox, however it is spelled; the answer stays the same', async () => {
    const spellings = ['grace.hopper@x.example', 'Grace.Hopper@X.example', 'gracehopper+1@x.example'];
    const shapes = new Set<string>();
    const before = (await mails()).length;
    const told = [];
    for (const email of [...spellings, ...spellings]) {
      const { status, json } = await calls.submit({ contact: { name: 'Grace', email } });
      shapes.add(`${status} ${Object.keys(json).join()}`);
      told.push(String(json.request_id));
    }
    expect((await mails()).length - before).toBe(MAX_MAILS);
    expect(shapes.size).toBe(1);
    expect(await Promise.all(told.map(stateOf))).toEqual(told.map(() => 'draft'));

    system.clock.advance(DAY);
    await system.work();
    await calls.submitted({ contact: { name: 'Grace', email: spellings[0] } });
    expect((await mails()).length - before).toBe(MAX_MAILS + 1);
  });

  test('so many an hour from one network, by 429 and Retry-After', async () => {
    const small = await startSystem({ settings: { GATEPASS_REQUEST_LIMIT_NETWORK: '2' } });
    try {
      const form = requestCalls(small);
      await form.submitted();
      await form.submitted();
      const refused = await form.submit();
      expect(problemOf(refused)).toBe('429 too_many_submissions');
      expect(refused.headers.get('retry-after')).toBe('1800');
      small.clock.advance(HOUR / 2);
      await form.submitted();
    } finally {
      await small.stop();
    }
  });

  test('nothing where no mail is sent, since nobody could confirm', async () => {
    const folder = await tempFolder();
    const env = {
      GATEPASS_DATA_DIR: folder.path,
      GATEPASS_PORT: String(await freePort()),
      GATEPASS_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    // Under `dev` there is always mail: to files.
    const server = await startServer({ ...loadSettings(env, 'dev'), mode: 'serve' }, { log: new LogSink() });
    try {
      const answer = await requestCalls({ ...system, issuer: server.issuer }).submit();
      expect([problemOf(answer), answer.headers.get('retry-after')]).toEqual(['503 self_serve_off', '3600']);
    } finally {
      await server.close();
      await folder.remove();
    }
  });
});

describe('the confirmation', () => {
  test('shows the request to operators, who see no drafts unless they ask', async () => {
    const { id } = await calls.submitted();
    const listed = async (query = '') => {
      const { json } = await calls.admin('GET', `/requests?limit=1000${query}`);
      return (json.items as { id: string }[]).some((item) => item.id === id);
    };
    expect([await listed(), await listed('&state=draft'), await listed('&state=confirmed,draft')]).toEqual([
      false,
      true,
      true,
    ]);
    const confirmed = await calls.confirm(await mailedToken(system, id));
    expect([confirmed.status, confirmed.json.state]).toEqual([200, 'confirmed']);
    expect([await listed(), await listed('&state=draft')]).toEqual([true, false]);
  });

  test('is by POST alone: whoever follows the link for somebody else confirms nothing', async () => {
    const { id } = await calls.submitted();
    const token = await mailedToken(system, id);
    await fetch(`${system.issuer}/confirm#${token}`);
    await fetch(`${system.issuer}/api/v1/credential-requests/confirm?token=${token}`);
    expect(await stateOf(id)).toBe('draft');
  });

  test('works once, also for two who follow the link at once', async () => {
    const { id } = await calls.submitted();
    const token = await mailedToken(system, id);
    const answers = await Promise.all([calls.confirm(token), calls.confirm(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(problemOf(await calls.confirm(token))).toBe('400 link_used');
  });

  test('ends with the time for it, and the draft with what it said', async () => {
    const { id, token: own } = await calls.submitted({ platform_name: 'Lapsed Inc' });
    const token = await mailedToken(system, id);
    system.clock.advance(DAY);
    expect(problemOf(await calls.confirm(token))).toBe('400 link_expired');
    await system.work();
    const { json } = await calls.admin('GET', `/requests/${id}`);
    expect(json).toMatchObject({
      state: 'lapsed',
      platform_name: null,
      purpose: null,
      contact: { name: null, email: null },
    });
    expect((await calls.own('GET', `/${id}`, own)).json.state).toBe('lapsed');
    expect(problemOf(await calls.confirm(token))).toBe('409 request_state');
  });
});

describe('with the request token', () => {
  test('its holder sees how it stands, and not who works on it', async () => {
    const { id, token } = await calls.confirmed();
    await calls.admin('POST', `/requests/${id}/take-up`, {});
    await calls.admin('POST', `/requests/${id}/questions`, { text: 'Which merchants?' });
    const { status, json, text } = await calls.own('GET', `/${id}`, token);
    expect([status, json.state]).toEqual([200, 'question']);
    expect(json.messages).toEqual([
      { kind: 'question', text: 'Which merchants?', created_at: new Date(system.clock.now()).toISOString() },
    ]);
    expect(text).not.toMatch(/opr_|per_/);
  });

  test('a question is answered, in several lines, and once', async () => {
    const { id, token } = await calls.confirmed();
    expect(problemOf(await calls.own('POST', `/${id}/answers`, token, { text: 'x' }))).toBe(
      '409 request_state',
    );
    await calls.admin('POST', `/requests/${id}/questions`, { text: 'Which?' });
    const answered = await calls.own('POST', `/${id}/answers`, token, { text: 'These:\n1, 2' });
    expect([answered.status, answered.json.state]).toEqual([200, 'in_review']);
    const { json } = await calls.admin('GET', `/requests/${id}`);
    expect(json.messages).toMatchObject([
      { kind: 'question', author: expect.stringMatching(/^opr_/) },
      { kind: 'answer', author: json.contact_id, text: 'These:\n1, 2' },
    ]);
  });

  test('a question without an answer lapses the request after two weeks', async () => {
    const { id, token } = await calls.confirmed();
    await calls.admin('POST', `/requests/${id}/questions`, { text: 'Which?' });
    system.clock.advance(14 * DAY - 1);
    await system.work();
    expect(await stateOf(id)).toBe('question');
    system.clock.advance(60_000);
    await system.work();
    expect(await stateOf(id)).toBe('lapsed');
    expect(problemOf(await calls.own('POST', `/${id}/answers`, token, { text: 'x' }))).toBe(
      '409 request_state',
    );
  });

  test('a request is taken back; what a draft said is deleted at once', async () => {
    const draft = await calls.submitted();
    const link = await mailedToken(system, draft.id);
    const withdrawn = await calls.own('POST', `/${draft.id}/withdraw`, draft.token, {});
    expect([withdrawn.status, withdrawn.json.state, withdrawn.json.platform_name]).toEqual([
      200,
      'withdrawn',
      null,
    ]);
    expect(problemOf(await calls.confirm(link))).toBe('409 request_state');
    const { id, token } = await calls.confirmed();
    await calls.own('POST', `/${id}/withdraw`, token, {});
    expect((await calls.admin('GET', `/requests/${id}`)).json).toMatchObject({
      state: 'withdrawn',
      platform_name: FORM.platform_name,
    });
    expect(problemOf(await calls.own('POST', `/${id}/withdraw`, token, {}))).toBe('409 request_state');
  });

  test('no other request is seen, nor whether there is one', async () => {
    const [one, other] = [await calls.submitted(), await calls.submitted()];
    const foreign = await calls.own('GET', `/${other.id}`, one.token);
    const unknown = await calls.own('GET', '/req_000000000000', one.token);
    expect(problemOf(foreign)).toBe('404 request_unknown');
    const bytes = ({ text }: typeof foreign) => text.replace(/"request_id":"[^"]*"/, '');
    expect(bytes(foreign)).toBe(bytes(unknown));
  });

  test.each([
    ['none', undefined, 'request_token_missing'],
    ['an operator’s', 'operator', 'request_token_malformed'],
    ['nobody’s', 'nobody', 'request_token_wrong'],
  ])('%s is refused by 401', async (_whose, given, cause) => {
    const { id } = await calls.submitted();
    const tokens: Record<string, string> = { operator: system.operatorToken, nobody: nobodys() };
    const token = given && tokens[given];
    const answer = await calls.own('GET', `/${id}`, token);
    expect(problemOf(answer)).toBe(`401 ${cause}`);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="gatepass requests"');
  });

  test('so many wrong ones from one network are looked up a minute', async () => {
    const wrong = nobodys();
    const { id, token } = await calls.submitted();
    for (let time = 0; time < 30; time++) await calls.own('GET', `/${id}`, wrong);
    expect(problemOf(await calls.own('GET', `/${id}`, wrong))).toBe('429 too_many_attempts');
    system.clock.advance(60_000 * 10);
    expect((await calls.own('GET', `/${id}`, token)).status).toBe(200);
  });
});
