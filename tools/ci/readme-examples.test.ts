import { expect, test } from 'vitest';
import { pasted, readmeExamples, relocate } from './readme-examples.mjs';

const README = `# Name

<!-- curl:token -->
\`\`\`sh
curl http://127.0.0.1:8080/token -d "$(cat data/dev-credentials.json)"
\`\`\`

\`\`\`sh
rm -rf data
\`\`\`

<!-- curl:api -->

\`\`\`
curl http://127.0.0.1:8081/v1
\`\`\`
`;

test('only the blocks that a comment names are examples, in their order', () => {
  expect(readmeExamples(README)).toEqual([
    { name: 'token', script: 'curl http://127.0.0.1:8080/token -d "$(cat data/dev-credentials.json)"\n' },
    { name: 'api', script: 'curl http://127.0.0.1:8081/v1\n' },
  ]);
});

test('an example is moved to other ports and another data folder, and nothing else of it changes', () => {
  const place = { port: 1, apiPort: 2, dataDir: '/x/y' };
  const script =
    'curl 127.0.0.1:8080 localhost:8081 ./data/dev-credentials.json data/dev-operator-token --data 8080';
  expect(relocate(script, place)).toBe(
    'curl 127.0.0.1:1 localhost:2 /x/y/dev-credentials.json /x/y/dev-operator-token --data 8080',
  );
});

test('examples share one shell, so that a variable of the first is known to the second', () => {
  expect(pasted(readmeExamples(README), '/out')).toMatch(
    /^set -eu\n\{\ncurl .*\n\n\} >'\/out\/token\.out'\n\{\n/,
  );
});
