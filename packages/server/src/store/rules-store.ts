import { formatScope } from '@gatepass/protocol';
import type { Kysely, Selectable } from 'kysely';
import type { IssuanceRules } from '../domain/rules/issuance-rules.ts';
import type { RulesReads, RulesWrites } from '../domain/rules/rules-store.ts';
import { operatorChanges } from './operator-changes.ts';
import type { Database } from './schema.ts';
import { toTime } from './to-time.ts';

export function rulesStore(db: Kysely<Database>): RulesReads & RulesWrites {
  const rules = () => db.selectFrom('issuance_rules').selectAll();
  const inState = async (state: IssuanceRules['state']) => {
    const row = await rules().where('state', '=', state).executeTakeFirst();
    return row && toRules(row);
  };
  return {
    current: () => inState('current'),
    proposed: () => inState('proposed'),
    async find(id) {
      const row = await rules().where('id', '=', id).executeTakeFirst();
      return row && toRules(row);
    },
    operatorChanges: (since) => operatorChanges(db, since),
    async insert(rules) {
      await db
        .insertInto('issuance_rules')
        .values({
          id: rules.id,
          state: rules.state,
          second_approval: rules.secondApproval,
          sensitive_scopes: formatScope(rules.sensitiveScopes),
          automatic_approval: rules.automaticApproval ? 1 : 0,
          proposed_by: rules.proposedBy,
          decided_by: rules.decidedBy,
          decided_at: rules.decidedAt,
          reason: rules.reason,
          created_at: rules.createdAt,
        })
        .execute();
    },
    async setState(id, state, decision) {
      await db
        .updateTable('issuance_rules')
        .set({
          state,
          ...(decision && { decided_by: decision.by, decided_at: decision.at, reason: decision.reason }),
        })
        .where('id', '=', id)
        .execute();
    },
  };
}

function toRules(row: Selectable<Database['issuance_rules']>): IssuanceRules {
  return {
    id: row.id,
    state: row.state as IssuanceRules['state'],
    secondApproval: row.second_approval as IssuanceRules['secondApproval'],
    sensitiveScopes: row.sensitive_scopes === '' ? [] : row.sensitive_scopes.split(' '),
    automaticApproval: row.automatic_approval === 1,
    proposedBy: row.proposed_by,
    decidedBy: row.decided_by,
    decidedAt: toTime(row.decided_at),
    reason: row.reason,
    createdAt: Number(row.created_at),
  };
}
