import { describe, expect, test } from 'vitest';
import { checkCycles } from './check-cycles.mjs';
import { checkImports } from './check-imports.mjs';
import { checkLayers } from './check-layers.mjs';
import { checkStructure } from './check-structure.mjs';
import { describeFinding } from './finding.mjs';
import { readModule } from './read-module.mjs';
import { PACKAGES } from './rules.mjs';

const ENTRIES = new Set([...Object.keys(PACKAGES), '@gatepass/testing', '@gatepass/guard/fastify']);

/** Every finding of every rule on one file, as a person reads it. */
function findings(file: string, source: string): string[] {
  const module = readModule(file, source);
  return [
    ...checkImports(module, PACKAGES, ENTRIES),
    ...checkLayers(module, PACKAGES),
    ...checkStructure(module, PACKAGES),
  ].map(describeFinding);
}

describe('what breaks a rule is found, with its line and what to do', () => {
  test.each([
    [
      'a package that is not below',
      'packages/guard/src/a.ts',
      `import {} from '@gatepass/server';`,
      'may not import @gatepass/server',
    ],
    [
      'the same as a type only',
      'packages/guard/src/a.ts',
      `import type { A } from '@gatepass/server';`,
      'may not import @gatepass/server',
    ],
    [
      'the same as an import() type',
      'packages/guard/src/a.ts',
      `let a: import('@gatepass/server').A;`,
      'may not import @gatepass/server',
    ],
    [
      'the same as a dynamic import',
      'packages/guard/src/a.ts',
      `await import('@gatepass/server');`,
      'may not import @gatepass/server',
    ],
    [
      'the same in a test',
      'packages/guard/src/a.test.ts',
      `import {} from '@gatepass/server';`,
      'may not import @gatepass/server',
    ],
    ['a computed import', 'packages/guard/src/a.ts', `await import(name);`, 'specifier is computed'],
    [
      'a deep import',
      'packages/server/src/a.ts',
      `import {} from '@gatepass/protocol/dist/result.js';`,
      'is not exported',
    ],
    [
      'a deep import outside of packages',
      'e2e/a.test.ts',
      `import {} from '@gatepass/server/dist/app.js';`,
      'is not exported',
    ],
    [
      'a relative import into another package',
      'packages/server/src/a.ts',
      `import {} from '../../protocol/src/result.ts';`,
      'leads into another package',
    ],
    [
      'the same from a test',
      'packages/server/src/a.test.ts',
      `import {} from '../../protocol/src/result.ts';`,
      'leads into another package',
    ],
    [
      'the same from outside of packages',
      'e2e/a.test.ts',
      `import {} from '../packages/protocol/src/result.ts';`,
      'leads into another package',
    ],
    [
      'the server outside of the commands that run it',
      'packages/cli/src/commands/token.ts',
      `import {} from '@gatepass/server';`,
      '@gatepass/server is imported here',
    ],
    [
      'the reference API outside of dev',
      'packages/cli/src/commands/serve.ts',
      `import {} from '@gatepass/partnerships-api';`,
      'Only dev/ may',
    ],
    [
      'a built-in module where none is allowed',
      'packages/protocol/src/a.ts',
      `import {} from 'node:crypto';`,
      'imports "node:crypto"',
    ],
    [
      'a built-in module without its prefix',
      'packages/server/src/store/a.ts',
      `import {} from 'fs';`,
      'Write "node:fs"',
    ],
    [
      'a third-party package where none is allowed',
      'packages/client/src/a.ts',
      `import {} from 'jose';`,
      'imports jose',
    ],
    [
      'a third-party package outside of its adapter',
      'packages/guard/src/guard.ts',
      `import type {} from 'fastify';`,
      'Only adapters/fastify.ts',
    ],
    [
      'a layer that imports upwards',
      'packages/server/src/domain/a.ts',
      `import {} from '../usecases/b.ts';`,
      'domain/ imports usecases/',
    ],
    [
      'http that imports the store',
      'packages/server/src/http/a.ts',
      `import type {} from '../store/b.ts';`,
      'http/ imports store/',
    ],
    [
      'a layer that imports the composition root',
      'packages/server/src/http/a.ts',
      `import {} from '../app.ts';`,
      'http/ imports app.ts',
    ],
    ['a folder that is no layer', 'packages/server/src/things/a.ts', '', 'things/ is no layer'],
    [
      'Fastify outside of http',
      'packages/server/src/usecases/a.ts',
      `import type {} from 'fastify';`,
      'fastify is used here',
    ],
    [
      'a Fastify plugin outside of http',
      'packages/server/src/usecases/a.ts',
      `import {} from '@fastify/cors';`,
      'fastify is used here',
    ],
    [
      'Kysely outside of the store',
      'packages/server/src/http/a.ts',
      `import {} from 'kysely';`,
      'kysely is used here',
    ],
    [
      'cryptography outside of signing',
      'packages/server/src/usecases/a.ts',
      `import {} from 'node:crypto';`,
      'node:crypto is used here',
    ],
    [
      'the environment outside of config',
      'packages/server/src/http/a.ts',
      'process.env.PORT;',
      'process.env is used here',
    ],
    [
      'the environment by another spelling',
      'packages/server/src/http/a.ts',
      `process['env'];`,
      'process.env is used here',
    ],
    [
      'the environment by destructuring',
      'packages/server/src/http/a.ts',
      'const { env } = process;',
      'process.env is used here',
    ],
    ['the clock', 'packages/server/src/usecases/a.ts', 'Date.now();', 'Date.now is used here'],
    [
      'the clock as a value',
      'packages/guard/src/guard.ts',
      'const now = globalThis.Date.now;',
      'Date.now is used here',
    ],
    ['the clock by a constructor', 'packages/client/src/a.ts', 'new Date();', 'new Date() is used here'],
    ['the clock by a call', 'packages/client/src/a.ts', 'Date();', 'new Date() is used here'],
    ['dice', 'packages/protocol/src/a.ts', 'Math.random();', 'Math.random is used here'],
    ['a folder with an empty name', 'packages/guard/src/utils/a.ts', '', 'the folder "utils" says nothing'],
    [
      'a barrel',
      'packages/server/src/domain/client/index.ts',
      `export * from './client.ts';`,
      'a re-export inside a package',
    ],
    [
      'a re-export',
      'packages/server/src/domain/a.ts',
      `export { b } from './b.ts';`,
      'a re-export inside a package',
    ],
  ])('%s', (_what, file, source, words) => {
    const found = findings(file, source);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  test('a finding names the line', () => {
    const [finding] = findings('packages/client/src/a.ts', '\n\nDate.now();');
    expect(finding).toMatch(/^packages\/client\/src\/a\.ts:3: Date\.now is used here\. Take time/);
  });
});

describe('what keeps the rules is left alone', () => {
  test.each([
    ['a package below', 'packages/guard/src/a.ts', `import {} from '@gatepass/protocol';`],
    [
      'what tests share, in a test',
      'packages/guard/src/a.test.ts',
      `import {} from '@gatepass/testing'; import 'node:fs'; Date.now();`,
    ],
    ['public entries outside of packages', 'e2e/a.test.ts', `import {} from '@gatepass/guard/fastify';`],
    [
      'the server in the command that runs it',
      'packages/cli/src/commands/serve.ts',
      `import {} from '@gatepass/server';`,
    ],
    [
      'a layer that imports downwards',
      'packages/server/src/http/a.ts',
      `import {} from '../usecases/b.ts'; import {} from '../domain/c.ts'; import {} from './d.ts';`,
    ],
    [
      'the composition root',
      'packages/server/src/app.ts',
      `import {} from './http/a.ts'; import {} from 'fastify'; import {} from 'kysely'; Date.now();`,
    ],
    ['a time that is given', 'packages/server/src/domain/a.ts', 'new Date(now); performance.now();'],
    ["a package's entry", 'packages/guard/src/index.ts', `export { a } from './a.ts';`],
    ['an adapter', 'packages/guard/src/adapters/fastify.ts', `import type {} from 'fastify';`],
  ])('%s', (_what, file, source) => {
    expect(findings(file, source)).toEqual([]);
  });
});

describe('cycles', () => {
  const cycles = (files: Record<string, string>) =>
    checkCycles(Object.entries(files).map(([file, source]) => readModule(file, source))).map(
      ({ rule }) => rule,
    );

  test('are found around type-only imports, too, and once', () => {
    expect(
      cycles({
        'p/a.ts': `import {} from './b.ts';`,
        'p/b.ts': `import type {} from './deep/c.ts';`,
        'p/deep/c.ts': `export type {} from '../a.ts';`,
      }),
    ).toEqual(['a cycle: p/a.ts → p/b.ts → p/deep/c.ts → p/a.ts']);
  });

  test('are not seen where two files import a third', () => {
    expect(
      cycles({
        'p/a.ts': `import {} from './b.ts'; import {} from './c.ts';`,
        'p/b.ts': `import {} from './c.ts';`,
        'p/c.ts': '',
      }),
    ).toEqual([]);
  });
});
