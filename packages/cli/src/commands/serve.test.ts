import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { startCommand } from '../testing/start-command.ts';

/** What a deployment has to say before it can serve. */
async function setUp() {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const port = await freePort();
  const env = {
    GATEPASS_PORT: String(port),
    GATEPASS_AUDIENCE: 'https://api.example.com',
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
  };
  const context = { cwd: folder.path, env };
  return {
    context,
    tokenFile: join(folder.path, 'data', 'bootstrap-operator-token'),
    asOperator: { cwd: folder.path, env: { GATEPASS_URL: `http://127.0.0.1:${port}` } },
    async start() {
      const server = startCommand(['serve'], context);
      onTestFinished(async () => {
        server.signal('SIGKILL');
        await server.ended;
      });
      await server.says(`serving http://127.0.0.1:${port} on port ${port}`);
      return server;
    },
  };
}

describe('serve', () => {
  test('gives a deployment without operators its first one, in a private file, and says so', async () => {
    const { start, tokenFile, asOperator } = await setUp();
    const server = await start();
    expect(server.stderr()).toContain('the token of a first one is in ./data/bootstrap-operator-token');
    expect((statSync(tokenFile).mode & 0o777).toString(8)).toBe('600');
    const token = readFileSync(tokenFile, 'utf8').trim();
    expect(server.stdout() + server.stderr()).not.toContain(token);

    const env = { ...asOperator.env, GATEPASS_TOKEN_FILE: tokenFile };
    const words = ['operators', 'create', '--name', 'Ada', '--role', 'admin', '--out', 'ada.json'];
    expect(await runCommand(words, { ...asOperator, env })).toMatchObject({ exitCode: 0 });
    server.signal('SIGTERM');
    expect(await server.ended).toMatchObject({ exitCode: 0 });
  });

  test('makes no second one, and never a demo client', async () => {
    const { start, tokenFile } = await setUp();
    const first = await start();
    first.signal('SIGINT');
    await first.ended;
    const token = readFileSync(tokenFile, 'utf8');

    const again = await start();
    expect(again.stderr()).not.toContain('first one');
    expect(readFileSync(tokenFile, 'utf8')).toBe(token);
    expect(existsSync(join(tokenFile, '..', 'dev-credentials.json'))).toBe(false);
    again.signal('SIGINT');
    expect(await again.ended).toMatchObject({ exitCode: 0 });
  });

  test.each(['GATEPASS_MASTER_KEY', 'GATEPASS_AUDIENCE'])('does not start without %s', async (name) => {
    const { context } = await setUp();
    const env: Record<string, string> = { ...context.env };
    delete env[name];
    const run = await runCommand(['serve'], { ...context, env });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^gatepass: [^\n]+\n$/);
    expect(run.stderr).toContain(name);
  });
});

describe('migrate', () => {
  test('tells what it applied, and that there is nothing left', async () => {
    const { context } = await setUp();
    expect(await runCommand(['migrate'], context)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('applied 0001-initial'),
    });
    expect(await runCommand(['migrate'], context)).toMatchObject({ exitCode: 0, stdout: 'nothing to do\n' });
    const run = await runCommand(['migrate', '--json'], context);
    expect(JSON.parse(run.stdout)).toEqual({ applied: [] });
  });
});
