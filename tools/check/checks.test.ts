import { describe, expect, test } from 'vitest';
import { describeFinding } from '../boundaries/finding.mjs';
import { checkCompleteness, checkEntries, checkLockfile, checkPins } from './check-manifests.mjs';
import { checkText, MAX_LINES } from './check-text.mjs';

describe('versions', () => {
  test.each(['^1.0.0', '~1.0.0', '1.x', '*', 'latest', '>=1.0.0'])('%s is no exact pin', (version) => {
    const [finding] = checkPins('package.json', { devDependencies: { some: version } }).map(describeFinding);
    expect(finding).toBe(`package.json: some is "${version}" in devDependencies. Pin the exact version.`);
  });

  test('exact versions, pre-releases and ranges of peers are left alone', () => {
    const manifest = {
      dependencies: { one: '1.0.0', two: '18.4.0-beta.17' },
      peerDependencies: { three: '^5.0.0' },
      overrides: { four: '6.6.0' },
    };
    expect(checkPins('package.json', manifest)).toEqual([]);
  });
});

test('a lockfile with a download address is found by its line', () => {
  const text = '{\n "resolved": "https://registry.example/a.tgz",\n "resolved": "packages/a"\n}';
  expect(checkLockfile('package-lock.json', text).map(describeFinding)).toEqual([
    'package-lock.json:2: a download address. Install with omit-lockfile-registry-resolved=true, as .npmrc says.',
  ]);
});

describe('a lockfile', () => {
  const tool = { version: '1.0.0', optionalDependencies: { '@tool/linux': '1.0.0', '@tool/mac': '1.0.0' } };
  const locked = { version: '1.0.0' };
  const missing = (packages: object) =>
    checkCompleteness('package-lock.json', { packages }).map(({ rule }) => rule);

  test('that leaves out a platform is found', () => {
    expect(missing({ 'node_modules/tool': tool, 'node_modules/@tool/linux': locked })).toEqual([
      '@tool/mac@1.0.0, which node_modules/tool names, is not locked',
    ]);
  });

  test('that has another version in its place is found', () => {
    const packages = {
      'node_modules/a/node_modules/tool': tool,
      'node_modules/a/node_modules/@tool/mac': locked,
      'node_modules/@tool/linux': { version: '2.0.0' },
    };
    expect(missing(packages)).toEqual([
      '@tool/linux@1.0.0, which node_modules/a/node_modules/tool names, is not locked',
    ]);
  });

  test('that has all of them, beside the package or further up, is left alone', () => {
    const packages = {
      'node_modules/a/node_modules/tool': tool,
      'node_modules/a/node_modules/@tool/mac': locked,
      'node_modules/@tool/linux': locked,
    };
    expect(missing(packages)).toEqual([]);
  });
});

test('an entry that was not built is found, however deep it stands', () => {
  const manifest = {
    bin: { some: './dist/main.js' },
    exports: { '.': { types: './dist/a.d.ts', default: './dist/a.js' } },
  };
  const built = new Set(['./dist/main.js', './dist/a.js']);
  expect(checkEntries('package.json', manifest, (path) => built.has(path)).map(({ rule }) => rule)).toEqual([
    '"./dist/a.d.ts" does not exist',
  ]);
});

describe('texts', () => {
  // Put together here, or this file would break the rules that it tests.
  test.each([
    ['a path of a machine', 'docs/a.md', `see ${'/home'}/someone/x`, 'machine'],
    ['a focused test', 'a.test.ts', `test.${'only'}('x', run)`, 'does not run'],
    ['a skipped test', 'a.test.ts', `describe.${'skip'}('x', run)`, 'does not run'],
    ['a mark of unfinished work', 'a.ts', `// ${'TO'}DO later`, 'unfinished'],
  ])('%s is found by its line', (_what, file, line, words) => {
    const [finding] = checkText(file, `\n${line}\n`).map(describeFinding);
    expect(finding).toContain(`${file}:2: `);
    expect(finding).toContain(words);
  });

  test('a URL with such a path, and a conditional skip, are left alone', () => {
    expect(checkText('a.test.ts', `'http://x.example${'/home'}/a'; context.skip('curl is absent')`)).toEqual(
      [],
    );
  });

  test(`a source file of more than ${MAX_LINES} lines is found`, () => {
    expect(checkText('a.ts', '\n'.repeat(MAX_LINES - 1))).toEqual([]);
    expect(checkText('a.ts', '\n'.repeat(MAX_LINES)).map(({ rule }) => rule)).toEqual([
      `${MAX_LINES + 1} lines`,
    ]);
  });
});
