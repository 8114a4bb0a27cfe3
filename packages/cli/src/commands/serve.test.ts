import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { freePort } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { startCommand } from '../testing/start-command.ts';
import { runHere, startHere, workInFolder } from '../testing/start-here.ts';

const TOKEN_FILE = 'data/bootstrap-operator-token';

/** A folder, and what a deployment has to say before it can serve. */
async function setUp() {
  const cwd = await workInFolder();
  const port = String(await freePort());
  const env = {
    GATEPASS_PORT: port,
    GATEPASS_AUDIENCE: 'https://api.example.com',
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
  };
  return {
    cwd,
    env,
    url: `http://127.0.0.1:${port}`,
    ready: `serving http://127.0.0.1:${port} on port ${port}`,
  };
}

describe('serve', () => {
  test('gives a deployment without operators its first one, in a private file, and says so', async () => {
    const { cwd, env, url, ready } = await setUp();
    const server = startCommand(['serve'], { cwd, env });
    onTestFinished(async () => {
      server.signal('SIGKILL');
      await server.ended;
    });
    await server.says(ready);
    expect(server.stderr()).toContain('the token of a first one is in ./data/bootstrap-operator-token');
    expect((statSync(TOKEN_FILE).mode & 0o777).toString(8)).toBe('600');
    const token = readFileSync(TOKEN_FILE, 'utf8').trim();
    expect(server.stdout() + server.stderr()).not.toContain(token);

    const words = ['operators', 'create', '--name', 'Ada', '--role', 'admin', '--out', 'ada.json'];
    const asFirst = { cwd, env: { GATEPASS_URL: url, GATEPASS_TOKEN_FILE: TOKEN_FILE } };
    expect(await runCommand(words, asFirst)).toMatchObject({ exitCode: 0 });
    server.signal('SIGTERM');
    expect(await server.ended).toMatchObject({ exitCode: 0 });
  });

  test('makes no second one, and never a demo client', async () => {
    const { env, ready } = await setUp();
    const first = startHere(['serve'], { env });
    await first.says(ready);
    first.stop();
    await first.ended;
    const token = readFileSync(TOKEN_FILE, 'utf8');

    const again = startHere(['serve'], { env });
    await again.says(ready);
    expect(again.stderr()).not.toContain('first one');
    expect(readFileSync(TOKEN_FILE, 'utf8')).toBe(token);
    expect(existsSync('data/dev-credentials.json')).toBe(false);
    again.stop();
    expect(await again.ended).toMatchObject({ exitCode: 0 });
  });

  test.each(['GATEPASS_MASTER_KEY', 'GATEPASS_AUDIENCE'])('does not start without %s', async (name) => {
    const env: Record<string, string> = { ...(await setUp()).env };
    delete env[name];
    const run = await runHere(['serve'], { env });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^gatepass: [^\n]+\n$/);
    expect(run.stderr).toContain(name);
  });
});

describe('migrate', () => {
  test('tells what it applied, and that there is nothing left', async () => {
    const { env } = await setUp();
    expect(await runHere(['migrate'], { env })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('applied 0001-initial'),
    });
    expect(await runHere(['migrate'], { env })).toMatchObject({ exitCode: 0, stdout: 'nothing to do\n' });
    const run = await runHere(['migrate', '--json'], { env });
    expect(JSON.parse(run.stdout)).toEqual({ applied: [] });
  });
});
