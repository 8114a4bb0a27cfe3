import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHere } from '../../testing/start-here.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const environment = () => ({ GATEPASS_URL: system.issuer, GATEPASS_TOKEN: system.operatorToken });
const follow = (...options: string[]) =>
  startHere(['audit', 'tail', '--follow', ...options], { env: environment() });

test('follows the ledger: what is new is shown once, until it is stopped', async () => {
  const started = follow('--lines', '1');
  await started.says('following');
  const { partnerId } = await system.createClient();
  await started.says('secret.created');
  started.stop();
  const { exitCode, stdout } = await started.ended;
  expect(exitCode).toBe(0);
  expect(stdout).toContain('operator.created');
  expect(stdout.split('\n').filter((line) => line.includes(`partner.created  ${partnerId}`))).toHaveLength(1);
});

test('follows only what a filter means, also where nothing was there before, as one object a line', async () => {
  const started = follow('--json', '--action', 'api.');
  await started.says('following');
  await system.admin('POST', '/partners', { name: 'Other' });
  await system.admin('POST', '/apis', { name: 'API', audience: 'https://api.example' });
  await started.says('api.created');
  started.stop();
  const lines = (await started.ended).stdout.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(['api.created']);
});
