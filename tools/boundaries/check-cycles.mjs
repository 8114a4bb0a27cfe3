import { resolveRelative } from './place.mjs';

/**
 * Files that import each other around a circle, type-only imports included. One finding for each circle.
 * @param {readonly import('./read-module.mjs').Module[]} modules
 * @returns {import('./finding.mjs').Finding[]}
 */
export function checkCycles(modules) {
  /** @type {Map<string, string[]>} */
  const graph = new Map(
    modules.map(({ file, imports }) => [
      file,
      imports.flatMap(({ specifier }) =>
        specifier?.startsWith('.') ? [resolveRelative(file, specifier)] : [],
      ),
    ]),
  );
  return findCycles(graph).map((cycle) => ({
    file: /** @type {string} */ (cycle[0]),
    rule: `a cycle: ${[...cycle, cycle[0]].join(' → ')}`,
    cure: 'Move what both need into a file of its own.',
  }));
}

/**
 * Depth first: an edge back to a file on the current path closes a circle.
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
function findCycles(graph) {
  const done = new Set();
  /** @type {string[][]} */
  const cycles = [];
  /** @param {string} node @param {readonly string[]} path */
  const visit = (node, path) => {
    const start = path.indexOf(node);
    if (start !== -1) cycles.push(path.slice(start));
    if (start !== -1 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
}
