import type { FastifyReply } from 'fastify';
import type { NetworkListRefusal } from '../../../domain/network/network-list.ts';
import type { RequestState, StateRefusal } from '../../../domain/request/request-state.ts';
import type { NotSecond } from '../../../domain/request/second-person.ts';
import { notSecondInWords } from '../../../domain/request/second-person-in-words.ts';
import { type AdminRefusal, answerProblem } from '../admin/admin-problem.ts';
import { answerNetworksProblem } from '../admin/networks-problem.ts';

type RequestRefusal =
  | Extract<AdminRefusal, string>
  | StateRefusal
  | NetworkListRefusal
  | { readonly notSecond: NotSecond };

/** What each state is called in a sentence. */
const STATES_IN_WORDS: Readonly<Record<RequestState, string>> = {
  draft: 'is not confirmed yet',
  confirmed: 'waits to be taken up',
  in_review: 'is in review',
  question: 'waits for an answer',
  approved: 'is approved',
  denied: 'is denied',
  withdrawn: 'was withdrawn',
  lapsed: 'has lapsed',
};

/** The one place where the refusals about requests and rules meet HTTP. */
export function answerRequestProblem(reply: FastifyReply, refusal: RequestRefusal): FastifyReply {
  if (typeof refusal === 'string') return answerProblem(reply, refusal);
  if ('defect' in refusal) return answerNetworksProblem(reply, refusal);
  if ('notSecond' in refusal)
    return answerProblem(
      reply,
      'not_second_person',
      `This takes a second person. ${notSecondInWords(refusal.notSecond)}`,
    );
  return answerProblem(
    reply,
    'request_state',
    `The request ${STATES_IN_WORDS[refusal.notIn]}; this cannot be done in that state.`,
  );
}
