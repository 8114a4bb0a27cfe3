import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { freePort } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runHere, startHere, workInFolder } from '../../testing/start-here.ts';

const FIRST = 'data/bootstrap-operator-token';
const RECOVERED = './data/recovered-operator-token';

/** A deployment that has been served once, in the folder that this process works in. */
async function served() {
  await workInFolder();
  const port = String(await freePort());
  const env: Record<string, string> = {
    GATEPASS_PORT: port,
    GATEPASS_AUDIENCE: 'https://api.example.com',
    GATEPASS_MASTER_KEY: randomBytes(32).toString('base64'),
  };
  const serve = async () => {
    const server = startHere(['serve'], { env });
    await server.says('serving ');
    const stop = async () => {
      server.stop();
      await server.ended;
    };
    onTestFinished(stop);
    return { stop };
  };
  const asHolderOf = (tokenFile: string) => ({
    env: { GATEPASS_URL: `http://127.0.0.1:${port}`, GATEPASS_TOKEN_FILE: tokenFile },
  });
  return { env, serve, asHolderOf };
}

const recover = (env: Readonly<Record<string, string>>, ...words: string[]) =>
  runHere(['operators', 'recover', ...words], { env });

describe('operators recover', () => {
  test('gives the first admin a new token in a private file, and revokes the one that was lost', async () => {
    const { env, serve, asHolderOf } = await served();
    await (await serve()).stop();
    const run = await recover(env, '--json');
    expect(run, run.stderr).toMatchObject({ exitCode: 0 });
    expect(run.stderr).toContain('an operator was given a token from the console');
    expect(run.stderr).toContain('the ledger has this as system:console');
    expect((statSync(RECOVERED).mode & 0o777).toString(8)).toBe('600');
    expect(run.stdout + run.stderr).not.toContain(readFileSync(RECOVERED, 'utf8').trim());

    await serve();
    const lost = await runHere(['operators', 'list'], asHolderOf(FIRST));
    expect(lost.exitCode).toBe(4);
    const listed = await runHere(['operators', 'list', '--json'], asHolderOf(RECOVERED));
    const { items } = JSON.parse(listed.stdout) as { items: { id: string }[] };
    expect(items, 'no second admin').toMatchObject([{ id: JSON.parse(run.stdout).operator_id }]);
    const told = await runHere(['audit', 'tail', '--json'], asHolderOf(RECOVERED));
    for (const action of ['operator.token_created', 'operator.token_revoked']) {
      expect(told.stdout).toMatch(new RegExp(`"actor": ?"system:console"[^}]*"action": ?"${action}"`));
    }
  });

  test('works beside a running server, whose next request knows the token', async () => {
    const { env, serve, asHolderOf } = await served();
    await serve();
    expect(await recover(env, '--out', 'mine')).toMatchObject({ exitCode: 0 });
    expect(await runHere(['operators', 'list'], asHolderOf('mine'))).toMatchObject({ exitCode: 0 });
  });

  test('names the admins that there are where there is none of that id, and leaves no file', async () => {
    const { env, serve } = await served();
    await (await serve()).stop();
    const run = await recover(env, 'opr_nobody');
    expect(run).toMatchObject({ exitCode: 3, stdout: '' });
    expect(run.stderr).toContain('gatepass: there is no active admin opr_nobody');
    expect(run.stderr).toMatch(/hint: there is opr_\w+ \(Bootstrap operator\)/);
    expect(existsSync(RECOVERED)).toBe(false);
  });

  test('overwrites nothing, and takes the key of this database alone', async () => {
    const { env, serve } = await served();
    await (await serve()).stop();
    expect(await recover(env)).toMatchObject({ exitCode: 0 });
    const again = await recover(env);
    expect(again).toMatchObject({ exitCode: 2, stdout: '' });
    expect(again.stderr).toContain('exists already');
    const other = { ...env, GATEPASS_MASTER_KEY: randomBytes(32).toString('base64') };
    const refused = await recover(other, '--out', 'stolen');
    expect(refused.stderr).toContain('the master key is not the one');
    expect(refused.exitCode).toBe(2);
    expect(existsSync('stolen')).toBe(false);
  });

  test('makes no database, and no operator for one that has none', async () => {
    const { env, serve } = await served();
    expect(await recover(env)).toMatchObject({ exitCode: 2 });
    expect(existsSync('data')).toBe(false);
    await (await serve()).stop();
    rmSync('data', { recursive: true });
    await runHere(['migrate'], { env });
    expect(await recover(env)).toMatchObject({ exitCode: 3, stdout: '' });
    expect(existsSync(RECOVERED)).toBe(false);
  });
});
