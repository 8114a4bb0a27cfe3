import { TOKEN_PATH } from '@gatepass/protocol';
import { expect, test } from 'vitest';
import { selfRequest } from './self-request.ts';

test.each([
  ['no URL', 'auth.example.com'],
  ['another path', `https://auth.example.com/oauth/token`],
  ['a query', `https://auth.example.com${TOKEN_PATH}?to=elsewhere`],
  ['credentials in it', `https://user:password@auth.example.com${TOKEN_PATH}`],
  ['plain http to another machine', `http://auth.example.com${TOKEN_PATH}`],
])('a secret is sent nowhere by a token_url that is or has %s', async (_what, token_url) => {
  const pair = { client_id: 'rspub_c', client_secret: 'canary', token_url };
  const outcome = await selfRequest(pair, '/secrets', {});
  expect(outcome).toMatchObject({
    refusal: { exitCode: 2, message: expect.stringMatching(/^token_url is/) },
  });
  expect(JSON.stringify(outcome)).not.toContain('canary');
});
