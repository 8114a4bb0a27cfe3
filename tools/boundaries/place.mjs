/**
 * Where a source file stands in the structure.
 * @typedef {object} Place
 * @property {string} name the package, as in `@gatepass/server`
 * @property {import('./rules.mjs').PackageRules} rules
 * @property {string} path below `src`
 * @property {boolean} test a test, or something that only tests use: it is not built
 */

/**
 * @param {string} file its path below the repository's top folder
 * @param {Readonly<Record<string, import('./rules.mjs').PackageRules>>} packages
 * @returns {Place | undefined} undefined outside of the packages' `src`
 */
export function placeOf(file, packages) {
  for (const [name, rules] of Object.entries(packages)) {
    const src = `${rules.folder}/src/`;
    if (!file.startsWith(src)) continue;
    const path = file.slice(src.length);
    return { name, rules, path, test: path.endsWith('.test.ts') || /(^|\/)testing\//.test(path) };
  }
  return undefined;
}

/**
 * Whether a path is one of these files, or in one of these folders.
 * @param {string} path
 * @param {readonly string[]} places
 */
export function isIn(path, places) {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}

/**
 * Where a relative import leads, by its path below the repository's top folder.
 * @param {string} file the importing file
 * @param {string} specifier
 */
export function resolveRelative(file, specifier) {
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

/**
 * The package that a bare specifier names.
 * @param {string} specifier
 */
export function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
