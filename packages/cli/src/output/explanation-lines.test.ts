import type { RequestExplanation } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import { explanationLines } from './explanation-lines.ts';

const EXPLANATION: RequestExplanation = {
  request_id: 'req',
  at: '2026-11-24T00:00:00.000Z',
  cause: 'secret_expired',
  endpoint: '/api/v1/oauth/token',
  client_id: 'rspub_c',
  credential_id: 'old00001',
  network: '203.0.113.7/32',
  status: 401,
  error: 'invalid_client',
  when: 'The secret was right, and its end has passed.',
  cure: 'Make a new secret and deploy it.',
  evidence: [{ name: 'secret', text: 'Secret …aaaa "first\u001b[2J" was made yesterday.' }],
  delay_seconds: 10,
};

test('says what was answered, why, what to do, and what shows it, each in a line', () => {
  expect(explanationLines(EXPLANATION)).toBe(
    [
      'req, at 2026-11-24T00:00:00.000Z to /api/v1/oauth/token: 401 invalid_client (secret_expired)',
      'The secret was right, and its end has passed.',
      'What to do: Make a new secret and deploy it.',
      '- Secret …aaaa "first\\u001b[2J" was made yesterday.',
      'Uses of the last 10 seconds may be missing.',
      '',
    ].join('\n'),
  );
});

test('tells of no delay where it shows nothing', () => {
  expect(explanationLines({ ...EXPLANATION, evidence: [] })).not.toContain('missing');
});
