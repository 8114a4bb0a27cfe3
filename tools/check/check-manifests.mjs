/** @typedef {import('../boundaries/finding.mjs').Finding} Finding */

/** An exact version; a range would let an install differ from what was tested. */
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/**
 * Every dependency is pinned. Peers are ranges on purpose: they say what a user may bring.
 * @param {string} file
 * @param {any} manifest a parsed package.json
 * @returns {Finding[]}
 */
export function checkPins(file, manifest) {
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].flatMap((group) =>
    Object.entries(manifest[group] ?? {})
      .filter(([, version]) => typeof version === 'string' && !EXACT.test(version))
      .map(([name, version]) => ({
        file,
        rule: `${name} is "${version}" in ${group}`,
        cure: 'Pin the exact version.',
      })),
  );
}

/**
 * Everything that a package exports or runs has been built.
 * @param {string} file
 * @param {any} manifest a parsed package.json
 * @param {(path: string) => boolean} exists of a path below the package's folder
 * @returns {Finding[]}
 */
export function checkEntries(file, manifest, exists) {
  return targets([manifest.exports, manifest.bin])
    .filter((target) => !exists(target))
    .map((target) => ({
      file,
      rule: `"${target}" does not exist`,
      cure: 'Export what is built, or build it.',
    }));
}

/**
 * The paths in `exports` and `bin`, however deep.
 * @param {unknown} node
 * @returns {string[]}
 */
function targets(node) {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(targets) : [];
}

/**
 * A lockfile says which packages, not from where: that is for whoever installs to say.
 * @param {string} file
 * @param {string} text
 * @returns {Finding[]}
 */
export function checkLockfile(file, text) {
  return lines(text)
    .filter(({ line }) => /"resolved": *"https?:/.test(line))
    .map(({ number }) => ({
      file,
      line: number,
      rule: 'a download address',
      cure: 'Install with omit-lockfile-registry-resolved=true, as .npmrc says.',
    }));
}

/**
 * Every optional package that a locked one names is locked, too, for whatever platform: `npm ci` refuses a lockfile
 * that leaves out those which the registry at hand did not have.
 * @param {string} file
 * @param {any} lockfile parsed
 * @returns {Finding[]}
 */
export function checkCompleteness(file, { packages }) {
  return Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => EXACT.test(version) && lockedFor(packages, folder, name) !== version)
      .map(([name, version]) => ({
        file,
        rule: `${name}@${version}, which ${folder} names, is not locked`,
        cure: 'npm ci would refuse this file; run: npm run lockfile',
      })),
  );
}

/**
 * The version that a package finds under a name: in its own node_modules, or in one further up.
 * @param {any} packages
 * @param {string} folder
 * @param {string} name
 * @returns {string | undefined}
 */
function lockedFor(packages, folder, name) {
  const found = packages[`${folder}${folder === '' ? '' : '/'}node_modules/${name}`];
  if (found !== undefined || folder === '') return found?.version;
  const parent = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1));
  return lockedFor(packages, parent, name);
}

/** @param {string} text */
function lines(text) {
  return text.split('\n').map((line, index) => ({ line, number: index + 1 }));
}
