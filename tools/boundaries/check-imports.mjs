import { isBuiltin } from 'node:module';
import { isIn, packageOf, placeOf, resolveRelative } from './place.mjs';
import { TEST_PACKAGES } from './rules.mjs';

/**
 * @typedef {import('./place.mjs').Place} Place
 * @typedef {import('./finding.mjs').Finding} Finding
 */

/**
 * Directions between packages, and what each may use from outside.
 * @param {import('./read-module.mjs').Module} module
 * @param {Readonly<Record<string, import('./rules.mjs').PackageRules>>} packages
 * @param {ReadonlySet<string>} entries every specifier that a package of ours exports
 * @returns {Finding[]}
 */
export function checkImports({ file, imports }, packages, entries) {
  const place = placeOf(file, packages);
  return imports.flatMap(({ specifier, line }) => {
    const wrong =
      specifier === undefined
        ? computed(place)
        : specifier.startsWith('.')
          ? relative(file, specifier, place, packages)
          : specifier.startsWith('@gatepass/')
            ? ours(specifier, place, entries)
            : place && !place.test
              ? foreign(specifier, place)
              : undefined;
    return wrong === undefined ? [] : [{ file, line, ...wrong }];
  });
}

/** @typedef {Pick<Finding, 'rule' | 'cure'> | undefined} Wrong */

/**
 * Tools start what they find; a package knows what it imports.
 * @param {Place | undefined} place
 * @returns {Wrong}
 */
function computed(place) {
  if (place === undefined || place.test) return undefined;
  return {
    rule: 'an import whose specifier is computed',
    cure: 'Write the specifier out, so that it can be checked.',
  };
}

/**
 * @param {string} file
 * @param {string} specifier
 * @param {Place | undefined} place
 * @param {Readonly<Record<string, import('./rules.mjs').PackageRules>>} packages
 * @returns {Wrong}
 */
function relative(file, specifier, place, packages) {
  const target = resolveRelative(file, specifier);
  const within = place
    ? target.startsWith(`${place.rules.folder}/`)
    : // What a package has for its own tests, the tests of the whole use, too.
      placeOf(target, packages)?.test !== false;
  if (within) return undefined;
  return {
    rule: `"${specifier}" leads into another package`,
    cure: 'Import it by the name of that package.',
  };
}

/**
 * @param {string} specifier
 * @param {Place | undefined} place
 * @param {ReadonlySet<string>} entries
 * @returns {Wrong}
 */
function ours(specifier, place, entries) {
  const name = packageOf(specifier);
  if (!entries.has(specifier)) {
    return { rule: `"${specifier}" is not exported`, cure: `Use what ${name} exports, or export it there.` };
  }
  if (place === undefined) return undefined;
  // A test may meet its own package as a user does.
  const allowed = [...place.rules.imports, ...(place.test ? [...TEST_PACKAGES, place.name] : [])];
  if (!allowed.includes(name)) {
    return { rule: `${place.name} may not import ${name}`, cure: `It may import ${list(allowed)}.` };
  }
  const where = place.rules.importedOnlyIn?.[name];
  if (place.test || where === undefined || isIn(place.path, where)) return undefined;
  return { rule: `${name} is imported here`, cure: `Only ${list(where)} may do so.` };
}

/**
 * @param {string} specifier
 * @param {Place} place
 * @returns {Wrong}
 */
function foreign(specifier, { name, path, rules }) {
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) {
      return { rule: `"${specifier}" is a built-in module`, cure: `Write "node:${specifier}".` };
    }
    return rules.nodeFree && !isIn(path, rules.builtInsIn ?? [])
      ? {
          rule: `${name} imports "${specifier}"`,
          cure: 'It runs anywhere: let the caller hand in what only Node has.',
        }
      : undefined;
  }
  const thirdParty = packageOf(specifier);
  const where = rules.thirdParty?.[thirdParty];
  if (rules.thirdParty === undefined || (where && isIn(path, where))) return undefined;
  return {
    rule: `${name} imports ${thirdParty}`,
    cure: where ? `Only ${list(where)} may do so.` : 'It has no third-party dependencies; do without.',
  };
}

/** @param {readonly string[]} names */
function list(names) {
  return names.length === 0 ? 'nothing' : names.join(', ');
}
