import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type CreatedSecret, type Page, type Secret, TOKEN_PATH } from '@gatepass/protocol';
import { type Pair, type System, startSystem, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type MemoryShell, memoryShell } from '../testing/memory-shell.ts';
import type { CredentialsFile } from './credentials-file.ts';
import { rotateOwnSecret } from './rotate-own-secret.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

interface Job {
  readonly pair: Pair;
  /** The file that the partner's server reads. */
  readonly path: string;
  readonly before: CredentialsFile;
  readonly it: MemoryShell;
  rotate(): ReturnType<typeof rotateOwnSecret>;
  content(): CredentialsFile;
  secrets(): Promise<readonly Secret[]>;
}

/** A client that may rotate itself, and its pair in a file. */
async function setUp({ tokenUrl = system.tokenUrl, allowed = true } = {}): Promise<Job> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'pair.json');
  const pair = await system.createClient();
  await system.admin('PUT', `/clients/${pair.clientId}/self-rotation`, { allowed });
  const before = {
    client_id: pair.clientId,
    client_secret: pair.clientSecret,
    parent_account_id: pair.parentAccountId,
    token_url: tokenUrl,
    api_url: 'https://api.example.com',
  };
  writeFileSync(path, JSON.stringify(before), { mode: 0o600 });
  const it = memoryShell();
  return {
    pair,
    path,
    before,
    it,
    rotate: () => rotateOwnSecret(it.shell, { credentials: path, out: path }),
    content: () => JSON.parse(readFileSync(path, 'utf8')),
    secrets: async () =>
      (await system.admin<Page<Secret>>('GET', `/clients/${pair.clientId}/secrets`)).body.items,
  };
}

/** A pair in a file as a run leaves it that was cut short after the answer came. */
async function cutShort({ pair, path, before }: Job): Promise<{ id: string; client_secret: string }> {
  const made = await system.admin<CreatedSecret>('POST', `/clients/${pair.clientId}/secrets`, {});
  const { id, client_secret } = made.body;
  writeFileSync(`${path}.0123456789abcdef.next`, JSON.stringify({ ...before, client_secret }));
  return { id, client_secret };
}

/** The server with somebody in between, who sees its answer first. */
async function withProxy(onAnswer: (response: ServerResponse, status: number, body: string) => void) {
  const proxy = createServer(async (request, response) => {
    const answer = await fetch(system.issuer + request.url, {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body: await text(request),
    });
    onAnswer(response, answer.status, await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${TOKEN_PATH}`;
}

describe('the file', () => {
  test('has the new pair and all that stood beside it; the secret before it stays good', async () => {
    const job = await setUp();
    expect(await job.rotate()).toEqual({ ok: true, value: undefined });

    const { client_secret, ...others } = job.content();
    expect({ ...others, client_secret: job.pair.clientSecret }).toEqual(job.before);
    expect(client_secret).not.toBe(job.pair.clientSecret);
    expect(statSync(job.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(job.path))).toEqual(['pair.json']);
    await system.requestToken(job.pair);
    await system.requestToken({ ...job.pair, clientSecret: client_secret });
    expect(job.it.stdout() + job.it.stderr()).not.toContain(client_secret);
  });

  test('is made where there is none, with a pair from the environment, and good for the next run', async () => {
    const job = await setUp();
    const { shell } = memoryShell({
      env: {
        GATEPASS_URL: system.issuer,
        GATEPASS_CLIENT_ID: job.pair.clientId,
        GATEPASS_CLIENT_SECRET: job.pair.clientSecret,
      },
    });
    const out = `${job.path}.new`;
    expect(await rotateOwnSecret(shell, { out })).toMatchObject({ ok: true });
    const made = JSON.parse(readFileSync(out, 'utf8'));
    await system.requestToken({ ...job.pair, clientSecret: made.client_secret });
    await system.work();
    expect(await rotateOwnSecret(shell, { credentials: out, out })).toMatchObject({ ok: true });
  });
});

describe('no secret is made, and the file stays,', () => {
  test('where the server does not allow it', async () => {
    const job = await setUp({ allowed: false });
    expect(await job.rotate()).toMatchObject({ refusal: { exitCode: 5 } });
    expect(job.content()).toEqual(job.before);
    expect(readdirSync(dirname(job.path))).toEqual(['pair.json']);
  });

  test('where the file is of somebody else, or in a folder that is not there', async () => {
    const job = await setUp();
    writeFileSync(`${job.path}.notes`, 'mine', { mode: 0o600 });
    for (const out of [`${job.path}.notes`, `${job.path}.nowhere/pair.json`]) {
      const outcome = await rotateOwnSecret(job.it.shell, { credentials: job.path, out });
      expect(outcome).toMatchObject({ refusal: { exitCode: 2 } });
    }
    expect(await job.secrets()).toHaveLength(1);
  });

  test('once the process was asked to stop', async () => {
    const job = await setUp();
    job.it.interrupt();
    expect(await job.rotate()).toMatchObject({ refusal: { exitCode: 130 } });
    expect(await job.secrets()).toHaveLength(1);
    expect(readdirSync(dirname(job.path))).toEqual(['pair.json']);
  });
});

describe('what is under way is not lost', () => {
  test('to a signal that comes while the server makes it', async () => {
    let job: Job | undefined;
    const tokenUrl = await withProxy((response, status, body) => {
      job?.it.interrupt();
      response.writeHead(status).end(body);
    });
    job = await setUp({ tokenUrl });
    expect(await job.rotate()).toMatchObject({ ok: true });
    await system.requestToken({ ...job.pair, clientSecret: job.content().client_secret });
  });

  test('to the end of a run that had the answer: the next one takes it up', async () => {
    const job = await setUp();
    const { client_secret } = await cutShort(job);
    expect(await job.rotate()).toMatchObject({ ok: true });
    expect(job.content()).toEqual({ ...job.before, client_secret });
    expect(await job.secrets()).toHaveLength(2);
    expect(readdirSync(dirname(job.path))).toEqual(['pair.json']);
    expect(job.it.stderr()).toContain('an earlier run had made');
  });

  test('unless it was taken back: then the next run makes another', async () => {
    const job = await setUp();
    const { id, client_secret } = await cutShort(job);
    await system.admin('POST', `/secrets/${id}/revoke`, { reason: 'thought to be lost' });
    expect(await job.rotate()).toMatchObject({ ok: true });
    expect(job.content().client_secret).not.toBe(client_secret);
    await system.requestToken({ ...job.pair, clientSecret: job.content().client_secret });
    expect(readdirSync(dirname(job.path))).toEqual(['pair.json']);
  });

  test('by a refusal that need not be its fault', async () => {
    const job = await setUp();
    const { client_secret } = await cutShort(job);
    const change = (verb: string) =>
      system.admin('POST', `/clients/${job.pair.clientId}/${verb}`, { reason: 'for a day' });
    await change('disable');
    expect(await job.rotate()).toMatchObject({ refusal: { exitCode: 4 } });
    await change('enable');
    expect(await job.rotate()).toMatchObject({ ok: true });
    expect(job.content()).toEqual({ ...job.before, client_secret });
  });

  test('while the server cannot say whether it is good', async () => {
    const job = await setUp({ tokenUrl: `http://127.0.0.1:9${TOKEN_PATH}` });
    await cutShort(job);
    expect(await job.rotate()).toMatchObject({ refusal: { exitCode: 8 } });
    expect(job.content()).toEqual(job.before);
    expect(readdirSync(dirname(job.path))).toHaveLength(2);
  });
});

test('a run that was cut short before the answer leaves an empty file, which is in nobody’s way', async () => {
  const job = await setUp();
  writeFileSync(`${job.path}.0123456789abcdef.next`, ' '.repeat(4096));
  expect(await job.rotate()).toMatchObject({ ok: true });
});

test('an answer that never came leaves the file as it was; an operator takes that secret back', async () => {
  const tokenUrl = await withProxy((response) => response.destroy());
  const job = await setUp({ tokenUrl });
  expect(await job.rotate()).toMatchObject({ refusal: { exitCode: 8 } });
  expect(job.content()).toEqual(job.before);

  const again = { ...job.before, token_url: system.tokenUrl };
  writeFileSync(job.path, JSON.stringify(again));
  expect(await job.rotate()).toMatchObject({ refusal: { exitCode: 6 } });
  await system.admin('POST', `/clients/${job.pair.clientId}/rotation/cancel`, { reason: 'lost' });
  expect(await job.rotate()).toMatchObject({ ok: true });
});
