import { ok, type Result, refuse } from '@gatepass/protocol';
import type { FirstRequest, KeptAnswer } from './keyed-request.ts';

export type RepeatRefusal = 'idempotency_key_reused' | 'already_revealed' | 'still_under_way' | 'answer_lost';

/** Longer than an answer is on its way. After that, whoever was to make it has died. */
const UNDER_WAY_MILLISECONDS = 30_000;

/** What a request gets that was done before: its answer again, or why there is none. */
export function judgeRepeat(
  first: FirstRequest,
  digest: string,
  now: number,
): Result<KeptAnswer, RepeatRefusal> {
  if (first.digest !== digest) return refuse('idempotency_key_reused');
  if (first.answer !== null) return ok(first.answer);
  if (first.reveals) return refuse('already_revealed');
  return refuse(now - first.createdAt < UNDER_WAY_MILLISECONDS ? 'still_under_way' : 'answer_lost');
}
