import { expect, test } from 'vitest';
import { attackDocument } from './attack-document.mjs';

test('a row shows its id, its title, its file, and what was sent and came back', () => {
  const { file, text } = attackDocument([
    {
      id: 'T10',
      title: 'refuses a `scope` | that repeats',
      file: 'packages/some.test.ts',
      cases: [{ sent: 'scope=a|b', answered: '400 · {"error":"`"}' }],
    },
    { id: 'T11', title: 'no case', file: 'packages/other.test.ts', cases: [] },
  ]);
  expect(file).toBe('docs/security/attacks.md');
  expect(text).toContain('2 rows, 2 tests');
  expect(text).toContain(`## T10 refuses a \\\`scope\\\` \\| that repeats

\`packages/some.test.ts\`

| sent | came back |
| --- | --- |
| \`scope=a\\|b\` | \`\`400 · {"error":"\`"}\`\` |

## T11 no case`);
});
