import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCycles } from './check-cycles.mjs';
import { checkImports } from './check-imports.mjs';
import { checkLayers } from './check-layers.mjs';
import { checkStructure } from './check-structure.mjs';
import { readModule } from './read-module.mjs';
import { PACKAGES } from './rules.mjs';

/**
 * Every source file against every rule of `rules.mjs`.
 * @param {string} root
 * @param {readonly string[]} files below it
 * @returns {import('./finding.mjs').Finding[]}
 */
export function checkBoundaries(root, files) {
  const modules = files
    .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => readModule(file, readFileSync(join(root, file), 'utf8')));
  const entries = publicEntries(root, files);
  return [
    ...modules.flatMap((module) => [
      ...checkImports(module, PACKAGES, entries),
      ...checkLayers(module, PACKAGES),
      ...checkStructure(module, PACKAGES),
    ]),
    ...checkCycles(modules),
  ];
}

/**
 * `@gatepass/guard`, `@gatepass/guard/fastify`, …: what package.json files export.
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {ReadonlySet<string>}
 */
function publicEntries(root, files) {
  const manifests = files
    .filter((file) => file.endsWith('package.json'))
    .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')));
  return new Set(
    manifests.flatMap(({ name, exports = {} }) => Object.keys(exports).map((key) => name + key.slice(1))),
  );
}
