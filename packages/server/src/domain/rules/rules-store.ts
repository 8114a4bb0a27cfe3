import type { OperatorChange } from '../request/second-person.ts';
import type { IssuanceRules } from './issuance-rules.ts';

export interface RulesReads {
  /** Undefined until somebody has set some: then `defaultRules` holds. */
  current(): Promise<IssuanceRules | undefined>;
  proposed(): Promise<IssuanceRules | undefined>;
  find(id: string): Promise<IssuanceRules | undefined>;
  /** Which operators have changed the account, role or tokens of which, from this time on. */
  operatorChanges(since: number): Promise<readonly OperatorChange[]>;
}

export interface RulesWrites {
  insert(rules: IssuanceRules): Promise<void>;
  /** Changes the state; who has decided that and why stays as it is where nobody is named. */
  setState(
    id: string,
    state: IssuanceRules['state'],
    decision?: { readonly by: string; readonly at: number; readonly reason: string | null },
  ): Promise<void>;
}
