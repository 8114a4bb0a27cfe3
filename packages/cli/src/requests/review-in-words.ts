import type { RequestReview } from '@gatepass/protocol';
import { describe } from '../output/describe.ts';
import { indented, messagesInWords } from './messages-in-words.ts';

/** A request for somebody who decides on it: what it says, what was said about it, and what they may do. */
export function reviewInWords({ messages, approvals, ...review }: RequestReview): string {
  const given = approvals.map(
    ({ operator_id: operator, created_at: at, terms }) =>
      `\napproved by ${operator} at ${at}, on these terms\n${indented(describe(terms).trimEnd())}`,
  );
  return describe(review) + messagesInWords(messages) + given.join('');
}
