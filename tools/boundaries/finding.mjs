/**
 * Something that breaks a rule, for a person who has to mend it.
 * @typedef {object} Finding
 * @property {string} file
 * @property {number} [line]
 * @property {string} rule what is wrong
 * @property {string} cure what to do
 */

/** @param {Finding} finding */
export function describeFinding({ file, line, rule, cure }) {
  return `${file}${line === undefined ? '' : `:${line}`}: ${rule}. ${cure}`;
}
