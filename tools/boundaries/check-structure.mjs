import { isIn, placeOf } from './place.mjs';
import { VAGUE_FOLDERS } from './rules.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * Names of folders, and barrels.
 * @param {import('./read-module.mjs').Module} module
 * @param {Readonly<Record<string, import('./rules.mjs').PackageRules>>} packages
 * @returns {Finding[]}
 */
export function checkStructure(module, packages) {
  return [...vagueFolders(module.file), ...barrels(module, packages)];
}

/** @param {string} file @returns {Finding[]} */
function vagueFolders(file) {
  return file
    .split('/')
    .slice(0, -1)
    .filter((folder) => VAGUE_FOLDERS.includes(folder))
    .map((folder) => ({
      file,
      rule: `the folder "${folder}" says nothing about what is inside`,
      cure: 'Put the file where its subject lives.',
    }));
}

/**
 * Only a package's entry hands on what others export.
 * @param {import('./read-module.mjs').Module} module
 * @param {Readonly<Record<string, import('./rules.mjs').PackageRules>>} packages
 * @returns {Finding[]}
 */
function barrels({ file, imports }, packages) {
  const place = placeOf(file, packages);
  if (place === undefined || isIn(place.path, ['index.ts'])) return [];
  return imports
    .filter(({ reexport }) => reexport)
    .map(({ line }) => ({
      file,
      line,
      rule: 'a re-export inside a package',
      cure: "Import it from where it is defined; only the package's index.ts re-exports.",
    }));
}
