import type { TestApi } from './test-api.ts';

/** What whoever runs the API does to end a relationship: no call of the API brings it about. */
export async function revokeRelationship(api: TestApi, accountId: string): Promise<void> {
  await api.database((database) =>
    database.prepare(`UPDATE account SET relationship = 'revoked' WHERE account_id = ?`).run(accountId),
  );
}
