import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ADMIN_PATH, type CreatedRotation, type Rotation } from '@gatepass/protocol';
import { freePort, tempFolder } from '@gatepass/testing';
import { expect, onTestFinished, test } from 'vitest';
import { GatepassProcess } from '../../e2e/gatepass-process.ts';
import { Instance } from './instance.ts';

interface DevPair {
  readonly client_id: string;
  readonly client_secret: string;
  readonly parent_account_id: string;
  readonly token_url: string;
  readonly api_url: string;
}

interface Running {
  readonly folder: string;
  readonly issuer: string;
  readonly pair: DevPair;
  /** The command as an operator types it; its output must be JSON. */
  gatepass<Answer>(...args: string[]): Promise<Answer>;
  rotation(): Promise<Rotation>;
}

/** The product as `npm start` runs it, with tokens that live for half a minute. */
async function start(): Promise<Running> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const port = await freePort();
  const data = join(folder.path, 'data');
  const server = new GatepassProcess(['dev'], {
    GATEPASS_DATA_DIR: data,
    GATEPASS_PORT: String(port),
    GATEPASS_API_PORT: String(await freePort()),
    GATEPASS_TOKEN_TTL: '30',
    GATEPASS_USAGE_INTERVAL: '1',
  });
  onTestFinished(async () => {
    await server.stop();
  });
  await server.says('Get an access token');
  const issuer = `http://127.0.0.1:${port}`;
  const pair = JSON.parse(await readFile(join(data, 'dev-credentials.json'), 'utf8')) as DevPair;
  const token = (await readFile(join(data, 'dev-operator-token'), 'utf8')).trim();
  return {
    folder: folder.path,
    issuer,
    pair,
    async gatepass<Answer>(...args: string[]) {
      const env = { GATEPASS_URL: issuer, GATEPASS_TOKEN: token };
      const command = new GatepassProcess([...args, '--json'], env);
      const { code } = await command.exited;
      if (code !== 0) throw new Error(`gatepass ${args.join(' ')}: ${command.stderr}`);
      return JSON.parse(command.stdout) as Answer;
    },
    async rotation() {
      const response = await fetch(`${issuer}${ADMIN_PATH}/clients/${pair.client_id}/rotation`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await response.json()) as Rotation;
    },
  };
}

/** Asks for the verdict until it is the one that is waited for, and checks each on the way. */
async function follow(running: Running, step: Rotation['step'], check: (rotation: Rotation) => void) {
  for (;;) {
    const rotation = await running.rotation();
    check(rotation);
    if (rotation.step === step) return rotation;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const INSTANCES = 20;

test(`${INSTANCES} processes of @gatepass/client go through a rotation without a failed call, and the old secret ends by itself`, async () => {
  const running = await start();
  const { pair } = running;
  const secretFile = join(running.folder, 'secret');
  await writeFile(secretFile, pair.client_secret);
  const instances = Array.from(
    { length: INSTANCES },
    () =>
      new Instance('partner-instance.mjs', {
        TOKEN_URL: pair.token_url,
        API_URL: pair.api_url,
        CLIENT_ID: pair.client_id,
        PARENT_ACCOUNT_ID: pair.parent_account_id,
        SECRET_FILE: secretFile,
      }),
  );
  onTestFinished(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
  });
  await Promise.all(instances.map((instance) => instance.ready()));

  const out = join(running.folder, 'next.json');
  const terms = ['--overlap', '1s', '--unused-for', '60s'];
  const { step } = await running.gatepass<CreatedRotation>(
    'secrets',
    'rotate',
    pair.client_id,
    ...terms,
    '--out',
    out,
  );
  expect(step).toBe('deploy');
  const next = JSON.parse(await readFile(out, 'utf8')) as { client_secret: string };

  // Nobody has the new one yet: the overlap is over, and must not end.
  await follow(running, 'held', ({ safe_to_retire: safe, evidence }) => {
    expect(safe).toBe(false);
    expect(evidence.instances.moved).toBe(0);
  });
  expect((await running.rotation()).old.state).toBe('retiring');

  await writeFile(`${secretFile}.new`, next.client_secret);
  await rename(`${secretFile}.new`, secretFile);
  let moved = 0;
  const done = await follow(running, 'done', ({ step: at, safe_to_retire: safe, evidence }) => {
    expect(evidence.instances.moved).toBeGreaterThanOrEqual(moved);
    moved = evidence.instances.moved;
    // It is never called safe while one of them has not been seen with the new secret.
    if (safe || at === 'done') expect(evidence.instances).toEqual({ moved: INSTANCES, all: INSTANCES });
  });
  expect(done.old.state).toBe('retired');
  expect(done.new.state).toBe('active');
  expect(done.evidence.old_unused_seconds).toBeGreaterThanOrEqual(60);

  await Promise.all(instances.map((instance) => instance.stop()));
  expect(instances.flatMap((instance) => instance.failures)).toEqual([]);
  for (const instance of instances) expect(instance.calls).toBeGreaterThan(50);
});

test('openid-client goes through a rotation by a rolling restart without a failed call, and the old secret ends by itself', async () => {
  const running = await start();
  const { pair } = running;
  const begin = (secret: string) => {
    const instance = new Instance('openid-instance.mjs', {
      ISSUER: running.issuer,
      API_URL: pair.api_url,
      CLIENT_ID: pair.client_id,
      CLIENT_SECRET: secret,
    });
    all.push(instance);
    return instance;
  };
  const all: Instance[] = [];
  onTestFinished(async () => {
    await Promise.all(all.map((instance) => instance.stop()));
  });
  const before = Array.from({ length: 4 }, () => begin(pair.client_secret));
  await Promise.all(before.map((instance) => instance.ready()));

  const out = join(running.folder, 'next.json');
  const terms = ['--overlap', '1s', '--unused-for', '60s'];
  await running.gatepass('secrets', 'rotate', pair.client_id, ...terms, '--out', out);
  const next = JSON.parse(await readFile(out, 'utf8')) as { client_secret: string };
  for (const old of before) {
    await begin(next.client_secret).ready();
    expect((await running.rotation()).old.state).toBe('retiring');
    await old.stop();
  }
  const done = await follow(running, 'done', ({ step: at, old, safe_to_retire: safe, evidence }) => {
    expect(old.state).toBe(at === 'done' ? 'retired' : 'retiring');
    if (safe) expect(evidence.old_unused_seconds).toBeGreaterThanOrEqual(60);
  });
  expect(done.evidence.networks).toEqual({ moved: 1, all: 1 });

  await Promise.all(all.map((instance) => instance.stop()));
  expect(all.flatMap((instance) => instance.failures)).toEqual([]);
});
