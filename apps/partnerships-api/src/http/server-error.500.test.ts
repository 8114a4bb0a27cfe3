import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('answers a failure in the envelope, tells nothing of it, and has it in the log', async () => {
  const partner = api.partner();
  const accountId = await partner.account();
  await api.database((database) => database.exec('DROP TABLE variant'));

  const answers = [
    await partner.status(accountId),
    await partner.setStatus(accountId, 'paused'),
    await partner.register({ external_account_id: 'merchant-2' }),
  ];
  for (const { status, envelope } of answers) {
    expect(status).toBe(500);
    expect(envelope.message).toBe(
      'The API failed. Report the request_id of this answer to whoever operates it.',
    );
  }
  expect(api.log.text).toContain('no such table: variant');
});

test('has kept nothing of a write that failed', async () => {
  const kept = await api.database((database) =>
    database.prepare(`SELECT external_account_id FROM account ORDER BY rowid`).all(),
  );
  expect(kept.map((row) => ({ ...row }))).toEqual([{ external_account_id: 'merchant-1' }]);
});
