import { mailboxOf } from '../person/mailbox.ts';

/** For how long two people count as one pair of eyes after one has changed the other's account, role or tokens. */
export const ENTANGLED_FOR = 7 * 86_400_000;

/** An operator changed an account, a role or a token: their own, or that of another. */
export interface OperatorChange {
  /** Who did it (`opr_…`). */
  readonly by: string;
  /** Whose it is (`opr_…`). */
  readonly of: string;
}

/** Somebody who has to do with a request. Operators have an operator id; whoever filled in the form has none. */
export interface Involved {
  readonly role: 'made_it' | 'approved_it' | 'asked_for_it';
  readonly operatorId: string | null;
  readonly personId: string | null;
  readonly email: string | null;
}

export type Candidate = Omit<Involved, 'role' | 'operatorId'> & { readonly operatorId: string };

/** Why somebody cannot be the second person. `other`: the operator who makes them one pair of eyes. */
export type NotSecond =
  | { readonly reason: Involved['role'] }
  | { readonly reason: 'changed_by' | 'changed'; readonly other: string };

/**
 * Whether the candidate is a second pair of eyes: somebody who neither made nor approved it, and who is not entangled
 * with one who did. Two are entangled where one has changed the other's account, role or tokens in the last seven
 * days, or has changed somebody's who has, and so on; in whichever direction, since the one who approved first may be
 * the other one's creature.
 *
 * @param changes of all operators, in the last `ENTANGLED_FOR`
 * @returns undefined where nothing speaks against it
 */
export function whyNotSecond(
  candidate: Candidate,
  involved: readonly Involved[],
  changes: readonly OperatorChange[],
): NotSecond | undefined {
  for (const one of involved) {
    if (isSamePerson(candidate, one)) return { reason: one.role };
  }
  const theirs = reachOf(candidate.operatorId, changes);
  for (const { operatorId } of involved) {
    if (operatorId === null) continue;
    if (reachOf(operatorId, changes).has(candidate.operatorId))
      return { reason: 'changed_by', other: operatorId };
    if (theirs.has(operatorId)) return { reason: 'changed', other: operatorId };
  }
  return undefined;
}

/** One mailbox is one person, whatever the records say. */
function isSamePerson(candidate: Candidate, { operatorId, personId, email }: Involved): boolean {
  return (
    candidate.operatorId === operatorId ||
    (personId !== null && candidate.personId === personId) ||
    (email !== null && candidate.email !== null && mailboxOf(candidate.email) === mailboxOf(email))
  );
}

/** Everybody whose account, role or tokens this operator has changed, or somebody whom they have changed has. */
function reachOf(operatorId: string, changes: readonly OperatorChange[]): ReadonlySet<string> {
  const reached = new Set([operatorId]);
  for (let grown = 0; grown < reached.size; ) {
    grown = reached.size;
    for (const { by, of } of changes) if (reached.has(by)) reached.add(of);
  }
  return reached;
}
