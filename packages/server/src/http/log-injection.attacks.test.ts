import { ADMIN_PATH, TOKEN_PATH } from '@gatepass/protocol';
import { attack, type System, sendRaw, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { adminCall, problemLine } from '../testing/admin-call.ts';
import { header, describe as line, send } from '../testing/token-endpoint.ts';

const FORGED = '{"level":30,"msg":"FORGED"}';
/** What would begin a record of its own, end one, or command the terminal that shows it. */
const INJECTIONS = {
  'CR LF and a record': `FORGED\r\n${FORGED}`,
  'LF and a record': `FORGED\n${FORGED}`,
  NUL: 'FORGED\u0000FORGED',
  'ANSI escape': '\u001b[2J\u001b]0;FORGED\u0007',
  'C1 control': 'FORGED\u009b2J',
  'U+2028': `FORGED\u2028${FORGED}`,
  'U+2029': `FORGED\u2029${FORGED}`,
  'JSON breaker': 'FORGED","level":30,"msg":"FORGED',
  'bidirectional override': 'FORGED\u202e',
} as const;

let system: System;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_LOG_LEVEL: 'debug' } });
});
afterAll(() => system.stop());

interface LogRecord {
  readonly request_id?: string;
}

const records = () =>
  system
    .log()
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as LogRecord);
const recordsOf = (id: string | undefined) => records().filter(({ request_id }) => request_id === id).length;

attack('W13', 'one log record an event, whatever is sent; the ledger verifies', async (report) => {
  for (const [what, text] of Object.entries(INJECTIONS)) {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: text,
      client_secret: text,
    });
    const token = await send(system, { path: TOKEN_PATH, body: form.toString() });
    expect(token.status, what).toBe(401);
    expect(recordsOf(header(token, 'x-request-id')), what).toBe(1);
    report(`client_id: ${what}`, line(token));

    const pair = await system.createClient();
    const scoped = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: pair.clientId,
      client_secret: pair.clientSecret,
      scope: text,
    });
    const scope = await send(system, { path: TOKEN_PATH, body: scoped.toString() });
    expect(scope.status, what).toBe(400);
    expect(recordsOf(header(scope, 'x-request-id')), what).toBe(1);
    report(`scope: ${what}`, line(scope));

    const named = await adminCall(system, 'POST', '/partners', { body: { name: text } });
    expect([201, 400], what).toContain(named.status);
    expect(recordsOf(header(named, 'x-request-id')), what).toBe(1);
    if (named.status === 201) expect(named.json.name).toBe(text);
    report(`name of a partner: ${what}`, problemLine(named));
  }
  for (const [what, agent] of Object.entries(INJECTIONS)) {
    const request = [
      `GET ${ADMIN_PATH}/deployment HTTP/1.1`,
      'Host: x',
      'Connection: close',
      `Authorization: Bearer ${system.operatorToken}`,
      `User-Agent: ${agent}`,
      '',
      '',
    ].join('\r\n');
    const [answer] = await sendRaw(system.port, request);
    if (answer === undefined) throw new Error('no answer');
    // A line that is no header, or a byte that no header may hold, is malformed; the rest is a header that nobody reads.
    expect([200, 400], what).toContain(answer.status);
    report(`User-Agent: ${what}`, String(answer.status));
  }
  const text = system.log();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|FORGED/);
  expect((await system.admin<{ intact: boolean }>('POST', '/ledger/verify')).body.intact).toBe(true);
  report(
    'afterwards: the log, and the chain of the ledger',
    'every line is one record that holds none of it; intact',
  );
});
