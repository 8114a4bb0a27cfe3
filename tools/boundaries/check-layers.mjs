import { isIn, packageOf, placeOf, resolveRelative } from './place.mjs';
import { CLOCK_AND_DICE } from './rules.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * Directions between the folders of one package, and what may be used in which of them.
 * @param {import('./read-module.mjs').Module} module
 * @param {Readonly<Record<string, import('./rules.mjs').PackageRules>>} packages
 * @returns {Finding[]}
 */
export function checkLayers(module, packages) {
  const place = placeOf(module.file, packages);
  if (place === undefined || place.test) return [];
  return [...directions(module, place), ...placements(module, place), ...clocks(module, place)];
}

/**
 * @param {import('./read-module.mjs').Module} module
 * @param {import('./place.mjs').Place} place
 * @returns {Finding[]}
 */
function directions({ file, imports }, { path, rules }) {
  const own = layerOf(path);
  if (rules.layers === undefined || own === undefined) return [];
  const allowed = rules.layers[own];
  if (allowed === undefined) {
    return [
      {
        file,
        rule: `${own} is no layer of this package`,
        cure: 'Name it in tools/boundaries/rules.mjs, or move the file.',
      },
    ];
  }
  return imports.flatMap(({ specifier, line }) => {
    if (!specifier?.startsWith('.')) return [];
    const target = resolveRelative(file, specifier).slice(`${rules.folder}/src/`.length);
    if (isIn(target, [own, ...allowed])) return [];
    const cure = `${own} may import ${allowed.length === 0 ? 'nothing else' : allowed.join(', ')}: what it needs, it is handed.`;
    return [{ file, line, rule: `${own} imports ${layerOf(target) ?? target}`, cure }];
  });
}

/**
 * @param {string} path below `src`
 * @returns {string | undefined} undefined for a file of `src` itself
 */
function layerOf(path) {
  const slash = path.indexOf('/');
  return slash === -1 ? undefined : path.slice(0, slash + 1);
}

/**
 * @param {import('./read-module.mjs').Module} module
 * @param {import('./place.mjs').Place} place
 * @returns {Finding[]}
 */
function placements({ file, imports, uses }, { path, rules }) {
  const used = [...imports.map(({ specifier, line }) => ({ name: specifier ?? '', line })), ...uses];
  return Object.entries(rules.onlyIn ?? {}).flatMap(([name, where]) =>
    isIn(path, where)
      ? []
      : used
          .filter((use) => use.name === name || isOfFamily(use.name, name))
          .map(({ line }) => ({
            file,
            line,
            rule: `${name} is used here`,
            cure: where.length === 0 ? 'Nothing here may do so.' : `Only ${where.join(', ')} may do so.`,
          })),
  );
}

/**
 * `fastify` stands for `@fastify/…` and `fastify/…`, too.
 * @param {string} used
 * @param {string} name
 */
function isOfFamily(used, name) {
  return used.startsWith(`${name}/`) || packageOf(used).startsWith(`@${name}/`);
}

/**
 * @param {import('./read-module.mjs').Module} module
 * @param {import('./place.mjs').Place} place
 * @returns {Finding[]}
 */
function clocks({ file, uses }, { path, rules }) {
  if (isIn(path, rules.clock)) return [];
  return uses
    .filter(({ name }) => CLOCK_AND_DICE.includes(name))
    .map(({ name, line }) => ({
      file,
      line,
      rule: `${name} is used here`,
      cure: `Take time and randomness as an argument; only ${rules.clock.join(', ') || 'callers'} may read them.`,
    }));
}
