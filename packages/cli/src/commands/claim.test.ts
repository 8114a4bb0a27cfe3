import { existsSync, readFileSync, statSync } from 'node:fs';
import { type Pair, readOutbox, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runProgram } from '../program.ts';
import { type MemoryShell, memoryShell } from '../testing/memory-shell.ts';
import { runHere, workInFolder } from '../testing/start-here.ts';

const WRONG = '0000-0000-0000';
const WORDS = ['claim', '--out', 'pair.json'];

let system: System;
let pair: Pair;
let memberId: string;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await workInFolder();
  pair = await system.createClient();
  const person = { name: 'Ada', email: `${crypto.randomUUID()}@partner.example` };
  const member = await system.admin<{ id: string }>('POST', `/partners/${pair.partnerId}/members`, person);
  memberId = member.body.id;
});

/** What the contact has: the link from the mail, and the code. */
async function makeClaim(path = `/clients/${pair.clientId}/claims`, body: object = { member_id: memberId }) {
  const claim = await system.admin<{ id: string; claim_code: string }>('POST', path, body);
  await system.work();
  const mail = (await readOutbox(system.dataDir)).findLast(({ text }) => text.includes(claim.body.id));
  const link = /^.*\/claim#rsclm_\w+$/m.exec(mail?.text ?? '')?.[0]?.trim();
  if (link === undefined) throw new Error('no mail tells the link');
  return { id: claim.body.id, link, code: claim.body.claim_code };
}

const run = (stdin: string, words = WORDS, env: Record<string, string> = {}) =>
  runHere(words, { env, stdin });
const pairFile = () => JSON.parse(readFileSync('pair.json', 'utf8'));

describe('gatepass claim', () => {
  test('reads link and code as two lines, and writes a pair that gets tokens', async () => {
    const { link, code } = await makeClaim();
    const done = await run(`${link}\n${code.toLowerCase()}\n`);
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(pair.clientId) });
    expect(Object.keys(pairFile())).toEqual(['client_id', 'client_secret', 'parent_account_id', 'token_url']);
    expect(statSync('pair.json').mode & 0o777).toBe(0o600);
    expect(done.stdout + done.stderr).not.toContain(pairFile().client_secret);
    const { exitCode } = await run('', ['token', 'get', '--credentials', 'pair.json']);
    expect(exitCode).toBe(0);
  });

  test('writes a member’s token with what it takes to use it', async () => {
    const { link, code } = await makeClaim(`/members/${memberId}/claims`, {});
    expect(await run(`${link}\n${code}`)).toMatchObject({ exitCode: 0 });
    expect(pairFile()).toEqual({
      url: system.issuer,
      partner_id: pair.partnerId,
      member_id: memberId,
      member_token: expect.stringMatching(/^rsmem_/),
    });
  });

  test('takes the token alone, with the server beside it', async () => {
    const { link, code } = await makeClaim();
    const token = link.split('#')[1] ?? '';
    expect(await run(`${token}\n${code}`, [...WORDS, '--url', system.issuer])).toMatchObject({ exitCode: 0 });
  });

  test('asks for both on a terminal, and shows of the link nothing', async () => {
    const { link, code } = await makeClaim();
    const it = memoryShell({ terminal: true });
    it.stdin.write(`${link}\r${code}\r`);
    expect(await runProgram(WORDS, it.shell)).toBe(0);
    expect(it.stderr()).toContain('link (it stays unseen): \ncode: ');
    expect(it.stderr()).not.toContain('rsclm_');
    expect(it.stdout() + it.stderr()).not.toContain(pairFile().client_secret);
  });

  test.each([
    ['by a signal', (it: MemoryShell) => it.interrupt()],
    ['by Ctrl-C', (it: MemoryShell) => it.stdin.write('\u0003')],
    ['by Ctrl-D', (it: MemoryShell) => it.stdin.write('\u0004')],
  ])('leaves nothing behind when the person leaves instead of answering: %s', async (_how, leave) => {
    const it = memoryShell({ terminal: true });
    const running = runProgram(WORDS, it.shell);
    leave(it);
    expect(await running).toBe(130);
    expect(existsSync('pair.json')).toBe(false);
  });
});

describe('what goes wrong is said in words, and no file is left', () => {
  async function failure(stdin: string, words = WORDS) {
    const { exitCode, stderr } = await run(stdin, words);
    expect(existsSync('pair.json')).toBe(false);
    return [exitCode, stderr];
  }

  test('a wrong code', async () => {
    const { link } = await makeClaim();
    expect(await failure(`${link}\n${WRONG}`)).toEqual([
      5,
      'gatepass: the code is wrong; 4 tries are left\n',
    ]);
  });

  test('a link that was used', async () => {
    const { link, code } = await makeClaim();
    await run(`${link}\n${code}`, ['claim', '--out', 'first.json']);
    const [exitCode, stderr] = await failure(`${link}\n${code}`);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('this link was used at ')]);
  });

  test.each([
    ['a link with a typo', (link: string) => link.slice(0, -1)],
    ['a link to confirm an address', (link: string) => link.replace('rsclm_', 'rscfm_')],
    ['nothing', () => ''],
  ])('%s, before anything is sent', async (_what, change) => {
    const { id, link, code } = await makeClaim();
    expect(await failure(`${change(link)}\n${code}`)).toEqual([2, expect.not.stringContaining('rsclm_')]);
    const { body } = await system.admin('GET', `/claims/${id}`);
    expect(body).toMatchObject({ state: 'open', tries_left: 5 });
  });

  test('no code', async () => {
    const { link } = await makeClaim();
    expect(await failure(link)).toEqual([2, expect.stringContaining('the code is missing')]);
  });

  test('a link over plain http to another machine, and a server that is not the link’s', async () => {
    const { link, code } = await makeClaim();
    const elsewhere = link.replace(system.issuer, 'http://auth.example.com');
    expect(await failure(`${elsewhere}\n${code}`)).toEqual([2, expect.stringContaining('plain http')]);
    expect(await failure(`${link}\n${code}`, [...WORDS, '--url', 'https://auth.example.com'])).toEqual([
      2,
      expect.stringContaining('to another server'),
    ]);
  });

  test('a file that is there already: nothing is claimed', async () => {
    const { id, link, code } = await makeClaim();
    expect(await run(`${link}\n${code}`, ['claim', '--out', '.'])).toMatchObject({ exitCode: 2 });
    expect((await system.admin('GET', `/claims/${id}`)).body).toMatchObject({ state: 'open' });
  });
});
