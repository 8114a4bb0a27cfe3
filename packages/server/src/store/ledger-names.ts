import { type Kysely, sql } from 'kysely';
import { inPieces } from './in-pieces.ts';
import type { Database } from './schema.ts';

/** Everything that a row may speak of and that has a name. A person's goes when they are erased. */
const NAMED = sql<{ id: string; name: string }>`(
  select operator.id, person.name from operator join person on person.id = operator.person_id
  union all select member.id, person.name from member join person on person.id = member.person_id
  union all select id, name from person
  union all select id, name from partner
  union all select id, name from client
  union all select id, name from api
  union all select id, label from secret
  union all select id, label from client_key
  union all select id, platform_name from credential_request
)`.as('named');

export async function namesOf(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const piece of inPieces([...new Set(ids)])) {
    const rows = await db
      .selectFrom(NAMED)
      .select(['named.id', 'named.name'])
      .where('named.id', 'in', piece)
      .where('named.name', 'is not', null)
      .execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}
