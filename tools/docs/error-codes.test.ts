import { expect, test } from 'vitest';
import { errorCodesDocument } from './error-codes.mjs';

const failed = { status: 401, error: 'invalid_client', description: 'Failed.', stored: true as const };

test('causes that share an answer stand together, in the order of checks', () => {
  const { text } = errorCodesDocument(
    {
      unknown: { ...failed, when: 'No such client.' },
      other: { status: 400, error: 'invalid_scope', description: 'Other.', when: 'Something else.' },
      wrong: { ...failed, when: 'Another secret.', cure: 'Take another.', evidence: ['secret', 'network'] },
    },
    {},
  );
  expect(text.match(/^## .*$/gm)).toEqual([
    '## 2 causes, one answer: 401 `invalid_client`',
    '## `other`: 400 `invalid_scope`',
    '## Evidence',
  ]);
  expect(text).toContain(
    '| `unknown` | No such client. |  |  |\n| `wrong` | Another secret. | Take another. | `secret`, `network` |',
  );
});

test('a cause that stands alone says what to do and what shows it', () => {
  const alone = { status: 429, error: 'x', description: 'Wait.', when: 'Too many.', cure: 'Wait longer.' };
  const { text } = errorCodesDocument(
    { alone: { ...alone, evidence: ['network'] } },
    { network: 'Where it came from.' },
  );
  expect(text).toContain('Too many.\n\nWhat to do: Wait longer.\n\nEvidence: `network`\n');
  expect(text).toContain('| `network` | Where it came from. |');
});
