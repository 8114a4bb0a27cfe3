import { CREDENTIAL_REQUESTS_PATH } from '@gatepass/protocol';
import { attack, readOutbox, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { mailedToken } from '../../../testing/mailed-token.ts';
import {
  FORM,
  type JsonAnswer,
  problemOf,
  type RequestCalls,
  requestCalls,
} from '../../../testing/request-calls.ts';
import { send } from '../../../testing/token-endpoint.ts';

let system: System;
let calls: RequestCalls;

beforeAll(async () => {
  system = await startSystem();
  calls = requestCalls(system);
});
afterAll(() => system.stop());

/** What an answer shows to whoever compares it with another. */
const shapeOf = ({ status, headers, json }: JsonAnswer): string => {
  const names = [...headers.keys()].filter((name) => !['date', 'x-request-id'].includes(name));
  return `${status} ${names.sort().join()} ${Object.keys(json).join()} ${json.message}`;
};
const intact = async () => (await system.admin<{ intact: boolean }>('POST', '/ledger/verify')).body.intact;

attack(
  'W18',
  'the public form tells nobody who is a partner, and a link is for one request, once',
  async (report) => {
    const pair = await system.createClient({ parentAccountId: 'pa_known' });
    await system.admin('POST', `/partners/${pair.partnerId}/members`, {
      name: 'M',
      email: 'member@known.example',
    });
    const unknown = await calls.submit({ manager_account_id: 'pa_unknown' });
    const alike: readonly [string, object][] = [
      ['the account of a partner', { manager_account_id: 'pa_known' }],
      ['the address of a partner’s member', { contact: { name: 'M', email: 'member@known.example' } }],
      ['the same request again', { manager_account_id: 'pa_unknown' }],
    ];
    for (const [sent, given] of alike) {
      expect(shapeOf(await calls.submit(given))).toBe(shapeOf(unknown));
      report(`a request with ${sent}`, '202, the same answer as for an unknown account and address');
    }

    const [one, other] = [await calls.submitted(), await calls.submitted()];
    const link = await mailedToken(system, one.id);
    expect((await calls.confirm(link)).status).toBe(200);
    expect((await calls.admin('GET', `/requests/${other.id}`)).json.state).toBe('draft');
    report('the link of one request while another one waits', '200, and the other one is not confirmed');
    const reused = await calls.confirm(link);
    expect(problemOf(reused)).toBe('400 link_used');
    report('the same link again', `${reused.status} ${reused.json.detail}`);
    const late = await mailedToken(system, other.id);
    system.clock.advance(24 * 3_600_000);
    const expired = await calls.confirm(late);
    expect(problemOf(expired)).toBe('400 link_expired');
    report('a link after its day', `${expired.status} ${expired.json.detail}`);

    const crossed = await calls.own('POST', `/${other.id}/withdraw`, one.token, {});
    expect(problemOf(crossed)).toBe('404 request_unknown');
    report('the request token of another request', `${crossed.status} ${crossed.json.detail}`);
    for (const [sent, token] of [
      ['a link cut short', link.slice(0, -1)],
      ['a link with one character changed', `${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`],
      ['a request token as a link', other.token],
    ] as const) {
      const answer = await calls.confirm(token);
      expect(problemOf(answer)).toBe('400 link_malformed');
      report(sent, `${answer.status} ${answer.json.detail}`);
    }
  },
);

attack(
  'W18',
  'the host of a mailed link comes from the settings, whatever the request names',
  async (report) => {
    const body = JSON.stringify({ ...FORM, contact: { name: 'Victim', email: 'victim@host.example' } });
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'content-type': 'application/json',
    };
    const { status } = await send(system, { method: 'POST', path: CREDENTIAL_REQUESTS_PATH, headers, body });
    expect(status).toBe(202);
    await system.work();
    const mail = (await readOutbox(system.dataDir)).find(
      ({ headers: of }) => of.get('to') === 'victim@host.example',
    );
    expect(mail?.text).toContain(`${system.issuer}/confirm#`);
    expect(JSON.stringify([mail?.text, ...(mail?.headers.values() ?? [])])).not.toContain('evil');
    report(
      'Host, X-Forwarded-Host and Forwarded: evil.example',
      '202; the mail has a link to the issuer, and no evil.example',
    );
  },
);

attack('W13', 'texts that people type break neither a log, a mail nor the ledger', async (report) => {
  const refused: readonly [string, string][] = [
    ['CR LF and a header', 'x\r\nBcc: all@example.com'],
    ['NUL', 'x\u0000y'],
    ['an ANSI escape', '\u001b[2Jx'],
    ['a C1 control', 'x\u009b31my'],
    ['U+2028', 'x\u2028y'],
    ['U+202E, which turns the rest around', 'x\u202ey'],
    ['half a surrogate pair', 'x\ud800y'],
  ];
  for (const [sent, text] of refused) {
    for (const given of [
      { platform_name: text },
      { purpose: text },
      { contact: { name: 'A', email: `${text}@a.example` } },
    ])
      expect((await calls.submit(given)).status).toBe(400);
    report(`${sent} in the name, the purpose or the address`, '400');
  }
  const { id, token } = await calls.confirmed({ platform_name: 'متجر 😀' });
  const breaker = '"},{"actor":"operator:nobody","action":"request.approved"}\n=cmd|calc';
  const lines = system.log().split('\n').length;
  await calls.admin('POST', `/requests/${id}/questions`, { text: breaker });
  await calls.own('POST', `/${id}/answers`, token, { text: breaker });
  const { json } = await calls.admin('GET', `/requests/${id}`);
  expect(json.messages).toMatchObject([{ text: breaker }, { text: breaker }]);
  const { json: ledger } = await calls.admin('GET', `/ledger?subject=${id}&limit=1000`);
  expect(JSON.stringify(ledger)).not.toMatch(/nobody|calc/);
  expect(await intact()).toBe(true);
  for (const line of system
    .log()
    .split('\n')
    .slice(lines - 1))
    if (line !== '') JSON.parse(line);
  report(
    'JSON that ends a record, a line feed and a formula in a question and its answer',
    '200; told as it was typed; one row each in the ledger, which verifies and holds no text',
  );
});
