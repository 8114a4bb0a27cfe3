import { ok, type RandomBytes, type Result, refuse, type Scope } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import {
  defaultRules,
  type IssuanceRules,
  type IssuanceTerms,
  isLaxer,
  type RulesUntilSet,
  rulesFacts,
  sameRules,
} from '../../domain/rules/issuance-rules.ts';
import type { Store } from '../../domain/store.ts';
import type { NewClientDeps } from '../create-client/add-client.ts';
import { declineProposed, putInForce } from './put-in-force.ts';

export interface SetRulesDeps extends RulesUntilSet, Pick<NewClientDeps, 'environment'> {
  readonly store: Pick<Store, 'change'>;
  readonly randomBytes: RandomBytes;
  /** Every scope of this deployment. */
  readonly scopes: Scope;
}

export interface WantedRules {
  readonly terms: IssuanceTerms;
  readonly operatorId: string;
  /** To do without the second person, for this reason; null to obey the rule. */
  readonly breakGlass: { readonly reason: string } | null;
}

/**
 * Sets what approving takes. Stricter rules hold at once; laxer ones wait for a second person. Either ends what else
 * was proposed, since that was about the rules as they were.
 * @returns the rules that are new, or undefined where they are what holds already
 */
export function setRules(
  deps: SetRulesDeps,
  context: ChangeContext,
  { terms, operatorId, breakGlass }: WantedRules,
): Promise<Result<IssuanceRules | undefined, 'scope_unknown'>> {
  return deps.store.change<IssuanceRules | undefined, 'scope_unknown'>(context, async (change) => {
    const current = await change.rules.current();
    const former: IssuanceTerms = current ?? deps.rulesUntilSet;
    if (sameRules(former, terms)) return ok(undefined);
    // A scope that the deployment has given up may stay marked, or its mark could not be kept.
    const known = [...deps.scopes, ...former.sensitiveScopes];
    if (!terms.sensitiveScopes.every((token) => known.includes(token))) return refuse('scope_unknown');
    const { now } = context;
    await declineProposed(change, { by: operatorId, at: now });
    // What one person has on their own machine is no measure: what is stored holds wherever the database is served.
    const laxer = isLaxer(current ?? defaultRules(deps.environment, { alone: false }), terms);
    const waits = laxer && breakGlass === null;
    const rules: IssuanceRules = {
      ...terms,
      id: newId('rul', deps.randomBytes),
      state: 'proposed',
      proposedBy: operatorId,
      decidedBy: null,
      decidedAt: null,
      reason: null,
      createdAt: now,
    };
    await change.rules.insert(rules);
    if (waits) {
      change.record({
        action: 'rules.proposed',
        subject: rules.id,
        before: rulesFacts(former),
        after: rulesFacts(terms),
      });
      return ok(rules);
    }
    const reason = laxer ? (breakGlass?.reason ?? null) : null;
    const action = laxer ? 'rules.changed_alone' : 'rules.changed';
    const decision = { by: operatorId, at: now, reason };
    return ok(await putInForce(change, { action, former, current, rules, decision }));
  });
}
