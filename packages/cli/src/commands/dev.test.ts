import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, RawConnection, tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type DevContext, devContext, preparedDevContext } from '../testing/dev-context.ts';
import { startCommand } from '../testing/start-command.ts';
import { runHere, type StartedHere } from '../testing/start-here.ts';

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const credentialsOf = (context: DevContext) =>
  JSON.parse(readFileSync(context.file('dev-credentials.json'), 'utf8'));

async function stop(dev: StartedHere): Promise<void> {
  dev.stop();
  const { exitCode, stderr } = await dev.ended;
  expect(exitCode).toBe(0);
  expect(stderr).toBe('stopping once requests in flight are answered; a second signal stops at once\n');
}

/** The shell commands in what it announced, each as one text. */
const callsIn = (output: string) => output.match(/^curl (?:.*\\\n)*.*$/gm) ?? [];

async function paste(call: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)('sh', ['-c', call]);
  return JSON.parse(stdout);
}

describe('the first start', () => {
  test('makes a demo operator and client, and announces two calls that can be pasted as they are', async () => {
    const context = await devContext();
    const dev = await context.start();
    expect(mode(context.file('dev-credentials.json'))).toBe('600');
    expect(mode(context.file('dev-operator-token'))).toBe('600');
    const credentials = credentialsOf(context);
    expect(credentials).toEqual({
      client_id: expect.stringMatching(/^rspub_/),
      client_secret: expect.stringMatching(/^rsec_/),
      parent_account_id: '1234567890',
      token_url: `http://127.0.0.1:${context.port}/api/v1/oauth/token`,
      api_url: `http://127.0.0.1:${context.apiPort}`,
    });
    expect(dev.stdout()).not.toContain(credentials.client_secret);

    const [token = '', register = ''] = callsIn(dev.stdout());
    expect(await paste(token)).toEqual({
      access_token: expect.stringMatching(/^eyJhbGciOiJSUzI1NiIs/),
      token_type: 'Bearer',
      expires_in: 300,
    });
    expect(await paste(register)).toMatchObject({
      status: 200,
      data: { account_id: expect.any(String), platform_parent_account_id: '1234567890' },
    });
    await stop(dev);
  });

  test('lets this command act as the demo operator', async () => {
    const context = await preparedDevContext();
    const dev = await context.start();
    const env = { GATEPASS_URL: `http://127.0.0.1:${context.port}` };
    const listed = await runHere(['partners', 'list'], { env });
    expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Demo platform') });
    await stop(dev);
  });
});

test('a program is told where everything is, as JSON', async () => {
  const context = await preparedDevContext();
  const dev = await context.start(['dev', '--json']);
  expect(JSON.parse(dev.stdout())).toEqual({
    issuer: `http://127.0.0.1:${context.port}`,
    api_url: `http://127.0.0.1:${context.apiPort}`,
    credentials_file: './data/dev-credentials.json',
    operator_token_file: './data/dev-operator-token',
    outbox: './data/outbox',
  });
  await stop(dev);
});

describe('a later start', () => {
  test('keeps everything and shows no secret', async () => {
    const context = await preparedDevContext();
    await stop(await context.start());
    const credentials = credentialsOf(context);
    const token = readFileSync(context.file('dev-operator-token'), 'utf8');

    const again = await context.start();
    expect(credentialsOf(context)).toEqual(credentials);
    expect(readFileSync(context.file('dev-operator-token'), 'utf8')).toBe(token);
    expect(again.stdout()).not.toContain(credentials.client_secret);
    expect(again.stdout()).not.toContain(token.trim());
    expect(await paste(callsIn(again.stdout())[0] ?? '')).toMatchObject({ expires_in: 300 });
    await stop(again);
  });

  test('makes anew what a crash has left out, for the same demo partner', async () => {
    const context = await preparedDevContext();
    await stop(await context.start());
    const credentials = credentialsOf(context);
    rmSync(context.file('dev-credentials.json'));
    rmSync(context.file('dev-operator-token'));

    const again = await context.start();
    expect(credentialsOf(context).client_id).not.toBe(credentials.client_id);
    expect(await paste(callsIn(again.stdout())[0] ?? '')).toMatchObject({ expires_in: 300 });
    const env = { GATEPASS_URL: `http://127.0.0.1:${context.port}` };
    const listed = await runHere(['partners', 'list', '--json'], { env });
    expect(JSON.parse(listed.stdout).items).toHaveLength(1);
    await stop(again);
  });

  test('makes anew what belongs to a database that is gone', async () => {
    const context = await preparedDevContext();
    await stop(await context.start());
    const credentials = credentialsOf(context);
    for (const suffix of ['', '-wal', '-shm']) rmSync(context.file(`gatepass.db${suffix}`), { force: true });

    const again = await context.start();
    expect(credentialsOf(context).client_id).not.toBe(credentials.client_id);
    expect(await paste(callsIn(again.stdout())[0] ?? '')).toMatchObject({ expires_in: 300 });
    await stop(again);
  });
});

test('a second signal does not wait for anything', async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const port = await freePort();
  const env = { GATEPASS_PORT: String(port), GATEPASS_API_PORT: String(await freePort()) };
  const dev = startCommand(['dev'], { cwd: folder.path, env });
  await dev.says('dev-operator-token');
  const connection = await RawConnection.open(port);
  connection.write(
    'POST /api/v1/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant',
  );
  // Whoever was answered on a later connection came after what was written before.
  await fetch(`http://127.0.0.1:${port}/healthz`);
  dev.signal('SIGINT');
  await dev.says('stopping');
  dev.signal('SIGINT');
  expect(await dev.ended).toMatchObject({ exitCode: 130 });
  connection.close();
});

describe('what stands in the way of a start is one sentence, and what to do', () => {
  async function refused(context: DevContext): Promise<{ exitCode: number | null; stderr: string }> {
    const run = await runHere(['dev'], context);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^gatepass: [^\n]+\n(?:hint: [^\n]+\n)?$/);
    return run;
  }

  async function occupy(port: number): Promise<void> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
  }

  test('a taken port', async () => {
    const context = await preparedDevContext();
    await occupy(context.port);
    const { exitCode, stderr } = await refused(context);
    expect(exitCode).toBe(8);
    expect(stderr).toContain(`port ${context.port} on 127.0.0.1 is taken`);
    expect(stderr).toContain('GATEPASS_PORT');
  });

  test('a taken port of the API', async () => {
    const context = await preparedDevContext();
    await occupy(context.apiPort);
    const { exitCode, stderr } = await refused(context);
    expect(exitCode).toBe(8);
    expect(stderr).toContain(`port ${context.apiPort} on 127.0.0.1 is taken`);
    expect(stderr).toContain('GATEPASS_API_PORT');
  });

  test('a data directory that cannot be written to', async () => {
    const context = await devContext();
    writeFileSync(join(context.folder, 'data'), 'a file, not a folder');
    const { exitCode, stderr } = await refused(context);
    expect(exitCode).toBe(8);
    expect(stderr).toContain('GATEPASS_DATA_DIR');
  });

  test('a damaged database', async () => {
    const context = await preparedDevContext();
    writeFileSync(context.file('gatepass.db'), 'no database at all, but long enough to be one'.repeat(200));
    const { exitCode, stderr } = await refused(context);
    expect(exitCode).toBe(8);
    expect(stderr).toContain('gatepass.db is damaged');
  });

  test('a damaged database of the API', async () => {
    const context = await preparedDevContext();
    writeFileSync(
      context.file('partnerships-api.db'),
      'no database at all, but long enough to be one'.repeat(200),
    );
    const { exitCode, stderr } = await refused(context);
    expect(exitCode).toBe(8);
    expect(stderr).toContain('partnerships-api.db');
  });

  test('a master key that is missing', async () => {
    const context = await preparedDevContext();
    renameSync(context.file('master.key'), context.file('elsewhere'));
    const { exitCode, stderr } = await refused(context);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the master key is missing');
  });

  test('a setting that cannot be', async () => {
    const { exitCode, stderr } = await refused(await devContext({ GATEPASS_TOKEN_TTL: 'long' }));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('GATEPASS_TOKEN_TTL');
  });
});
