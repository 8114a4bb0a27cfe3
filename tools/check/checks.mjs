import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkBoundaries } from '../boundaries/check-boundaries.mjs';
import { describeFinding } from '../boundaries/finding.mjs';
import { staleness } from '../docs/documents.mjs';
import { root } from '../root.mjs';
import { sourceFiles } from '../source-files.mjs';
import { checkCompleteness, checkEntries, checkLockfile, checkPins } from './check-manifests.mjs';
import { checkText } from './check-text.mjs';
import { runTool } from './run-tool.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<string[]> | string[]} run what is wrong, line by line; nothing when all is well
 */

const files = sourceFiles(root);
/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8');
/** @param {string} name */
const named = (name) => files.filter((file) => file === name || file.endsWith(`/${name}`));

/** What stands on nothing else, and so may run side by side. @type {readonly Check[]} */
export const SOURCE_CHECKS = [
  {
    name: 'format and lint (biome)',
    run: () =>
      runTool('@biomejs/biome/bin/biome', [
        'check',
        '--colors=off',
        '--diagnostic-level=warn',
        '--error-on-warnings',
      ]),
  },
  {
    name: 'types of what is built (tsc -b)',
    run: () => runTool('typescript/bin/tsc', ['-b', '--pretty', 'false']),
  },
  {
    name: 'import directions, layers, clocks, cycles',
    run: () => checkBoundaries(root, files).map(describeFinding),
  },
  {
    name: 'exact versions',
    run: () =>
      named('package.json')
        .flatMap((file) => checkPins(file, JSON.parse(read(file))))
        .map(describeFinding),
  },
  {
    name: 'lockfiles: complete, without download addresses',
    run: () =>
      named('package-lock.json')
        .flatMap((file) => [
          ...checkLockfile(file, read(file)),
          ...checkCompleteness(file, JSON.parse(read(file))),
        ])
        .map(describeFinding),
  },
  {
    name: 'no machine paths, no unfinished work, no long files',
    run: () =>
      files
        .filter(
          (file) =>
            /\.(?:ts|mjs|js|json|md|yml|sh|py)$|^\.ci\//.test(file) && !/\/corpora\/|package-lock/.test(file),
        )
        .flatMap((file) => checkText(file, read(file)))
        .map(describeFinding),
  },
];

/** What reads the result of the build. @type {readonly Check[]} */
export const BUILT_CHECKS = [
  {
    name: 'types of tests and tools',
    // Programs of their own for the two that add to Fastify's types, each in its own way.
    run: async () => {
      const projects = [
        'tsconfig.tests.json',
        'tools/types/server.json',
        'tools/types/partnerships-api.json',
      ];
      const check = /** @param {string} project */ (project) =>
        runTool('typescript/bin/tsc', ['-p', project, '--pretty', 'false']);
      return (await Promise.all(projects.map(check))).flat();
    },
  },
  {
    name: 'the OpenAPI document, and what is made from it, are those of the routes',
    async run() {
      // Only now: it runs what was built.
      const { openApiDocuments } = await import('../openapi/openapi-documents.mjs');
      const findings = await Promise.all((await openApiDocuments()).map((document) => staleness(document)));
      return findings.filter((finding) => finding !== undefined);
    },
  },
  {
    name: 'unused files, exports and dependencies (knip)',
    run: () => runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
  },
  {
    name: 'package entries exist',
    run: () =>
      named('package.json')
        .flatMap((file) => {
          const folder = join(root, dirname(file));
          return checkEntries(file, JSON.parse(read(file)), (path) => existsSync(join(folder, path)));
        })
        .map(describeFinding),
  },
];
