import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import { ENTANGLED_FOR, type NotSecond, whyNotSecond } from '../../domain/request/second-person.ts';
import type { IssuanceRules, RulesUntilSet } from '../../domain/rules/issuance-rules.ts';
import type { Change, Store } from '../../domain/store.ts';
import { operatorsBy, stillMay, toCandidate } from '../approve-request/involved-in.ts';
import { declineProposed, putInForce } from '../set-rules/put-in-force.ts';

export interface DecideRulesDeps extends RulesUntilSet {
  readonly store: Pick<Store, 'change'>;
}

export type DecideRulesRefusal =
  | 'rules_unknown'
  | 'rules_decided'
  /** Whoever proposed them may not any more: theirs is no first pair of eyes. */
  | 'rules_proposer_gone'
  | { readonly notSecond: NotSecond };

/** Puts proposed rules in force: by somebody who is a second pair of eyes beside whoever proposed them. */
export function approveRules(
  deps: DecideRulesDeps,
  context: ChangeContext,
  { id, approver }: { readonly id: string; readonly approver: Operator },
): Promise<Result<IssuanceRules, DecideRulesRefusal>> {
  return deps.store.change<IssuanceRules, DecideRulesRefusal>(context, async (change) => {
    const proposed = await findProposed(change, id);
    if (!proposed.ok) return proposed;
    const rules = proposed.value;
    if (!(await stillMay(change, rules.proposedBy, 'administer'))) return refuse('rules_proposer_gone');
    const notSecond = whyNotSecond(
      toCandidate(approver),
      await operatorsBy(change, [rules.proposedBy], 'made_it'),
      await change.rules.operatorChanges(context.now - ENTANGLED_FOR),
    );
    if (notSecond !== undefined) return refuse({ notSecond });
    const current = await change.rules.current();
    const former = current ?? deps.rulesUntilSet;
    const decision = { by: approver.id, at: context.now, reason: null };
    return ok(await putInForce(change, { action: 'rules.changed', former, current, rules, decision }));
  });
}

/** Declines proposed rules, or takes them back: anybody may who could have proposed them. */
export function declineRules(
  deps: Pick<DecideRulesDeps, 'store'>,
  context: ChangeContext,
  { id, operatorId }: { readonly id: string; readonly operatorId: string },
): Promise<Result<IssuanceRules, DecideRulesRefusal>> {
  return deps.store.change<IssuanceRules, DecideRulesRefusal>(context, async (change) => {
    const proposed = await findProposed(change, id);
    if (!proposed.ok) return proposed;
    const declined = await declineProposed(change, { by: operatorId, at: context.now });
    return declined === undefined ? refuse('rules_decided') : ok(declined);
  });
}

async function findProposed(
  change: Pick<Change, 'rules'>,
  id: string,
): Promise<Result<IssuanceRules, 'rules_unknown' | 'rules_decided'>> {
  const rules = await change.rules.find(id);
  if (rules === undefined) return refuse('rules_unknown');
  return rules.state === 'proposed' ? ok(rules) : refuse('rules_decided');
}
