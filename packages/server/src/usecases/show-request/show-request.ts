import { type ActingOperator, may } from '../../domain/operator/operator.ts';
import type { Person } from '../../domain/person/person.ts';
import type {
  CredentialRequest,
  RequestApproval,
  RequestMessage,
} from '../../domain/request/credential-request.ts';
import { nextState } from '../../domain/request/request-state.ts';
import { ENTANGLED_FOR, whyNotSecond } from '../../domain/request/second-person.ts';
import { notSecondInWords } from '../../domain/request/second-person-in-words.ts';
import { needsSecond, type RulesUntilSet } from '../../domain/rules/issuance-rules.ts';
import type { Store } from '../../domain/store.ts';
import { involvedIn, standingApprovals, toCandidate } from '../approve-request/involved-in.ts';

export interface ShowRequestDeps extends RulesUntilSet {
  readonly store: Pick<Store, 'requests' | 'people' | 'operators' | 'partners' | 'rules'>;
}

/** What whoever asks may do about it. */
export interface ApprovalOutlook {
  readonly may: boolean;
  /** In words, whether or not they may. */
  readonly because: string;
}

export interface RequestReview {
  readonly request: CredentialRequest;
  readonly contact: Person | undefined;
  readonly messages: readonly RequestMessage[];
  /** Those that count. */
  readonly approvals: readonly RequestApproval[];
  /** Other partners that hold the account: approving it for another one takes an explicit decision. */
  readonly accountHeldBy: readonly string[];
  /** With all the scopes that were asked for. */
  readonly secondPersonNeeded: boolean;
  readonly outlook: ApprovalOutlook;
}

/** All that an operator needs to decide on a request. */
export async function showRequest(
  deps: ShowRequestDeps,
  id: string,
  asker: ActingOperator,
  now: number,
): Promise<RequestReview | undefined> {
  const { store } = deps;
  const request = await store.requests.find(id);
  if (request === undefined) return undefined;
  const holders = await store.partners.holdersOf(request.parentAccountId);
  const approvals = await standingApprovals(store, id);
  const rules = (await store.rules.current()) ?? deps.rulesUntilSet;
  const secondPersonNeeded = needsSecond(rules, request.scope);
  return {
    request,
    contact: await store.people.find(request.contactId),
    messages: await store.requests.messages(id),
    approvals,
    accountHeldBy: holders.filter((holder) => holder !== request.partnerId),
    secondPersonNeeded,
    outlook: await outlookOf(deps, { request, approvals, secondPersonNeeded, asker, now }),
  };
}

interface Outlook extends Pick<RequestReview, 'request' | 'approvals' | 'secondPersonNeeded'> {
  readonly asker: ActingOperator;
  readonly now: number;
}

async function outlookOf(
  { store }: ShowRequestDeps,
  { request, approvals, secondPersonNeeded, asker, now }: Outlook,
): Promise<ApprovalOutlook> {
  const not = (because: string): ApprovalOutlook => ({ may: false, because });
  if (!nextState(request.state, 'approve').ok)
    return not(`The request is ${request.state.replace('_', ' ')}, and cannot be approved.`);
  if (!may(asker, 'approve')) return not('Your role, or that of your token, does not allow it.');
  if (!secondPersonNeeded) return { may: true, because: 'One approval is enough.' };
  const involved = await involvedIn(store, request);
  const changes = await store.rules.operatorChanges(now - ENTANGLED_FOR);
  const why = whyNotSecond(toCandidate(asker), involved, changes);
  if (approvals.length > 0) {
    return why === undefined
      ? { may: true, because: 'One person has approved it; you can be the second, on the same terms.' }
      : not(notSecondInWords(why));
  }
  return {
    may: true,
    because:
      why === undefined
        ? 'Two people must approve it; you can be either.'
        : `Two people must approve it; you can be the first, but not the second. ${notSecondInWords(why)}`,
  };
}
