import { type BlastRadius, ok, type Result } from '@gatepass/protocol';
import { describe, expect, test } from 'vitest';
import type { DryRunQuery } from '../admin-client.ts';
import { type Failure, fail } from '../failure.ts';
import { memoryShell } from '../testing/memory-shell.ts';
import { blastRadiusLines } from './blast-radius-lines.ts';
import { carryOut } from './carry-out.ts';
import type { DestructiveOptions } from './destructive-options.ts';

const RADIUS: BlastRadius = {
  subject: 'abc',
  summary: 'used 1,204 times in 24 h, last 2 minutes ago from 203.0.113.0/24; live tokens end 14:05 UTC',
  client_ids: ['rspub_one'],
  uses_24h: 1204,
  instances_24h: 6,
  last_used_at: '2026-11-24T14:00:00.000Z',
  last_network: '203.0.113.0/24',
  live_tokens_end_at: '2026-11-24T14:05:00.000Z',
  descendants: [],
  live_secrets_left: 1,
  delay_seconds: 10,
};

function setUp(
  options: DestructiveOptions,
  terminal = false,
  effect: Result<string, Failure> = ok('effect\n'),
) {
  const it = memoryShell({ terminal });
  const acts: DryRunQuery[] = [];
  const outcome = carryOut(it.shell, options, {
    effect: async () => effect,
    question: 'It will end.',
    word: 'abc',
    act: async (query) => {
      acts.push(query);
      return ok({ state: 'ended' });
    },
  });
  return { it, acts, outcome };
}

describe('what depends on it is shown before it is done', () => {
  test('to a person, who types its name', async () => {
    const { it, acts, outcome } = setUp({}, true);
    it.stdin.write('abc\n');
    expect(await outcome).toMatchObject({ ok: true });
    expect(it.stderr()).toBe('effect\nIt will end.\nType abc to go on: ');
    expect([it.stdout(), acts]).toEqual(['state  ended\n', [{}]]);
  });

  test('in the log of whoever said --yes', async () => {
    const { it, acts, outcome } = setUp({ yes: true });
    expect(await outcome).toMatchObject({ ok: true });
    expect([it.stderr(), acts]).toEqual(['effect\n', [{}]]);
  });
});

describe('nothing is done', () => {
  test('without a confirmation', async () => {
    const { it, acts, outcome } = setUp({}, true);
    it.stdin.write('abd\n');
    expect(await outcome).toMatchObject({ refusal: { exitCode: 130 } });
    expect(acts).toEqual([]);
  });

  test('where nobody is there to give one', async () => {
    const { acts, outcome } = setUp({});
    expect(await outcome).toMatchObject({ refusal: { exitCode: 2 } });
    expect(acts).toEqual([]);
  });

  test('where its effect cannot be told', async () => {
    const { acts, outcome } = setUp({ yes: true }, false, fail(3, 'There is no such secret'));
    expect(await outcome).toMatchObject({ refusal: { exitCode: 3 } });
    expect(acts).toEqual([]);
  });

  test('in a dry run, which asks nobody and says what it was', async () => {
    const { it, acts, outcome } = setUp({ dryRun: true, json: true });
    expect(await outcome).toMatchObject({ ok: true });
    expect(acts).toEqual([{ dry_run: 'true' }]);
    expect(JSON.parse(it.stdout())).toEqual({ state: 'ended' });
    expect(it.stderr()).toBe('effect\na dry run: nothing was changed\n');
  });
});

describe('a blast radius', () => {
  const linesOf = (radius: BlastRadius) => blastRadiusLines(Promise.resolve(ok(radius)));

  test('is its summary, and what may be missing in it', async () => {
    expect(await linesOf(RADIUS)).toEqual(
      ok(`${RADIUS.summary}\nuses of the last 10 seconds may be missing\n`),
    );
  });

  test('names the clients where they are several, and the secrets that were made with it', async () => {
    const lines = await linesOf({
      ...RADIUS,
      client_ids: ['rspub_one', 'rspub_two'],
      descendants: ['new00001'],
    });
    expect(lines).toMatchObject({
      value: expect.stringContaining(
        'affected clients: rspub_one rspub_two\nlive secrets made with it: new00001\n',
      ),
    });
  });
});
