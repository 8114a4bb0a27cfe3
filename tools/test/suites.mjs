/** Parts of the tests that a second version of Node runs again: what touches native code and the network. */
const SUITES = /** @type {Record<string, readonly string[]>} */ ({
  store: ['packages/server/src/store/'],
  http: ['packages/server/src/http/', 'apps/partnerships-api/src/http/'],
});

/**
 * What the arguments choose: `--suite store,http`, parts of file names, or nothing, which is everything.
 * @param {readonly string[]} args
 * @returns {{ filters: string[], whole: boolean }} filters are parts of paths, joined by "or"
 */
export function selection(args) {
  const [first, names] = args;
  if (first !== '--suite') return { filters: [...args], whole: args.length === 0 };
  const filters = (names ?? '').split(',').flatMap((name) => {
    const paths = SUITES[name];
    if (paths === undefined) {
      throw new TypeError(`--suite takes ${Object.keys(SUITES).join(', ')}, joined by commas; not "${name}"`);
    }
    return paths;
  });
  return { filters, whole: false };
}
