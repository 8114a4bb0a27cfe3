import { attack, type Pair, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { type RotationCalls, rotationCalls, secretIdOf } from '../../../testing/rotation-calls.ts';
import { comparable, formOf, describe as line, send } from '../../../testing/token-endpoint.ts';

const DAY = 86_400_000;

let system: System;
let old: Pair;
let calls: RotationCalls;

beforeAll(async () => {
  system = await startSystem();
  old = await system.createClient();
  calls = rotationCalls(system, old);
});
afterAll(() => system.stop());

attack(
  'C10',
  'both secrets are good while a rotation overlaps, the old one ends with it, and revoking is at once',
  async (report) => {
    const wrong = await send(system, { body: formOf({ ...old, clientId: `rspub_${'0'.repeat(16)}` }) });
    const { pair: fresh } = await calls.start();
    for (const [name, pair] of [
      ['the old', old],
      ['the new', fresh],
    ] as const) {
      const answer = await calls.ask(pair);
      expect(answer.status).toBe(200);
      report(`${name} secret, both in their window`, '200, a token');
    }

    system.clock.advance(8 * DAY);
    expect((await calls.ask(fresh)).status).toBe(200);
    await system.work();
    const ended = await calls.ask(old);
    expect(comparable(ended)).toEqual(comparable(wrong));
    expect((await calls.ask(fresh)).status).toBe(200);
    report('the old secret after its window, unused since', line(ended));

    const revoked = await calls.post(`/secrets/${secretIdOf(fresh)}/revoke`, { reason: 'test' });
    expect(revoked.status).toBe(200);
    const refused = await calls.ask(fresh);
    expect(comparable(refused)).toEqual(comparable(wrong));
    report('the new secret in the next request after it was revoked', line(refused));
  },
);
