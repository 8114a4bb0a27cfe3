import { expect, test } from 'vitest';
import { judgeRepeat } from './judge-repeat.ts';
import type { FirstRequest } from './keyed-request.ts';

const NOW = 1_700_000_000_000;
const first: FirstRequest = {
  digest: 'same',
  reveals: false,
  subjects: ['prt_1'],
  answer: { status: 201, text: '{}' },
  createdAt: NOW,
};
const unanswered = { ...first, answer: null };
const revealing = { ...unanswered, reveals: true };

test('a repeat gets the answer that is kept', () => {
  expect(judgeRepeat(first, 'same', NOW)).toEqual({ ok: true, value: first.answer });
  expect(judgeRepeat({ ...first, reveals: true }, 'same', NOW)).toEqual({ ok: true, value: first.answer });
});

test.each<[string, FirstRequest, string, number, string]>([
  ['something else under the same key is a mistake', first, 'other', NOW, 'idempotency_key_reused'],
  ['and is told so before anything of the first', revealing, 'other', NOW, 'idempotency_key_reused'],
  ['an answer that told a secret is not told again', revealing, 'same', NOW, 'already_revealed'],
  ['no answer yet may be on its way', unanswered, 'same', NOW + 29_999, 'still_under_way'],
  ['no answer for long will never come', unanswered, 'same', NOW + 30_000, 'answer_lost'],
])('%s', (_rule, row, digest, now, refusal) => {
  expect(judgeRepeat(row, digest, now)).toEqual({ ok: false, refusal });
});
