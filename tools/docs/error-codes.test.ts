import { expect, test } from 'vitest';
import { errorCodesDocument } from './error-codes.mjs';

const failed = { status: 401, error: 'invalid_client', description: 'Failed.', stored: true as const };

test('causes that share an answer stand together, in the order of checks', () => {
  const { text } = errorCodesDocument({
    unknown: { ...failed, when: 'No such client.' },
    other: { status: 400, error: 'invalid_scope', description: 'Other.', when: 'Something else.' },
    wrong: { ...failed, when: 'Another secret.' },
  });
  expect(text.match(/^## .*$/gm)).toEqual([
    '## 2 causes, one answer: 401 `invalid_client`',
    '## `other`: 400 `invalid_scope`',
  ]);
  expect(text).toContain('| `unknown` | No such client. |\n| `wrong` | Another secret. |');
});
