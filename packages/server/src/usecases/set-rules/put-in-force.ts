import { type IssuanceRules, type IssuanceTerms, rulesFacts } from '../../domain/rules/issuance-rules.ts';
import type { Change } from '../../domain/store.ts';

interface Decision {
  readonly by: string;
  readonly at: number;
  readonly reason: string | null;
}

export interface Enforcement {
  readonly action: 'rules.changed' | 'rules.changed_alone';
  /** What holds now: `current`, or the default where nobody has set any. */
  readonly former: IssuanceTerms;
  readonly current: IssuanceRules | undefined;
  readonly rules: IssuanceRules;
  readonly decision: Decision;
}

/** From now on these rules hold; those that held are kept as past ones. */
export async function putInForce(
  change: Pick<Change, 'rules' | 'record'>,
  { action, former, current, rules, decision }: Enforcement,
): Promise<IssuanceRules> {
  if (current !== undefined) await change.rules.setState(current.id, 'past');
  await change.rules.setState(rules.id, 'current', decision);
  change.record({
    action,
    subject: rules.id,
    before: rulesFacts(former),
    after: { ...rulesFacts(rules), proposed_by: rules.proposedBy },
  });
  return {
    ...rules,
    state: 'current',
    decidedBy: decision.by,
    decidedAt: decision.at,
    reason: decision.reason,
  };
}

/** Ends the proposal that waits, if there is one. */
export async function declineProposed(
  change: Pick<Change, 'rules' | 'record'>,
  { by, at }: Pick<Decision, 'by' | 'at'>,
): Promise<IssuanceRules | undefined> {
  const proposed = await change.rules.proposed();
  if (proposed === undefined) return undefined;
  await change.rules.setState(proposed.id, 'declined', { by, at, reason: null });
  change.record({
    action: 'rules.declined',
    subject: proposed.id,
    before: { state: 'proposed' },
    after: { state: 'declined' },
  });
  return { ...proposed, state: 'declined', decidedBy: by, decidedAt: at };
}
