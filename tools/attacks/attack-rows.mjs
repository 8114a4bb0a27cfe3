/**
 * One test named by an attack row, with what it saw.
 * @typedef {import('@gatepass/testing').AttackRecord & { readonly file: string }} AttackRow
 */

/**
 * The records that `attack()` of `@gatepass/testing` left in a run, sorted by id, then file, then title.
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @returns {AttackRow[]}
 */
export function attackRows(modules) {
  const rows = modules.flatMap((module) =>
    [...module.children.allTests()].flatMap((test) => {
      const { attack } = test.meta();
      return attack === undefined ? [] : [{ ...attack, file: module.relativeModuleId }];
    }),
  );
  return rows.sort(
    (one, other) =>
      compare(one.id, other.id) || compare(one.file, other.file) || compare(one.title, other.title),
  );
}

/**
 * By code point, so that the order is the same in every locale.
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
