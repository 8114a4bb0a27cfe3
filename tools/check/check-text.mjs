/** @typedef {import('../boundaries/finding.mjs').Finding} Finding */

/** More lines than one idea needs. */
export const MAX_LINES = 400;

/**
 * @typedef {object} TextRule
 * @property {RegExp} files
 * @property {RegExp} pattern
 * @property {string} rule
 * @property {string} cure
 */

/** @type {readonly TextRule[]} */
const RULES = [
  {
    files: /./,
    pattern: /(?:^|[\s"'`(=:])\/(?:work|farm|home|root|Users)\/[\w.]/,
    rule: 'a path of somebody’s machine',
    cure: 'Write it relative to the repository, or as a placeholder.',
  },
  {
    files: /\.(?:ts|mjs)$/,
    pattern: /\b(?:it|test|describe)\.(?:skip|only|todo)\(/,
    rule: 'a test that does not run',
    cure: 'Mend or delete it; where a tool may be absent, call context.skip(note).',
  },
  {
    files: /\.(?:ts|mjs|sh)$/,
    pattern: /\b(?:TO{1}DO|FIX{1}ME|X{3})\b/,
    rule: 'unfinished work is marked',
    cure: 'Finish it.',
  },
];

/**
 * What may stand in no file.
 * @param {string} file
 * @param {string} text
 * @returns {Finding[]}
 */
export function checkText(file, text) {
  const lines = text.split('\n');
  const findings = lines.flatMap((line, index) =>
    RULES.filter(({ files, pattern }) => files.test(file) && pattern.test(line)).map(({ rule, cure }) => ({
      file,
      line: index + 1,
      rule,
      cure,
    })),
  );
  return [...findings, ...tooLong(file, lines.length)];
}

/** @param {string} file @param {number} length @returns {Finding[]} */
function tooLong(file, length) {
  if (!/(?<!\.test)\.(?:ts|mjs)$/.test(file) || length <= MAX_LINES) return [];
  return [{ file, rule: `${length} lines`, cure: `Split it by its ideas; ${MAX_LINES} is the most.` }];
}
