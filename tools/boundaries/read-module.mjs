import { parseSync, Visitor } from 'oxc-parser';

/**
 * @typedef {object} Import
 * @property {string | undefined} specifier undefined where it is computed, so that nothing can check it
 * @property {boolean} reexport `export … from`
 * @property {number} line
 */

/**
 * @typedef {object} Use a global that a rule speaks of
 * @property {string} name as in `process.env`, `Date.now`, `new Date()`
 * @property {number} line
 */

/**
 * @typedef {object} Module
 * @property {string} file its path below the repository's top folder
 * @property {readonly Import[]} imports static, dynamic and type-only ones
 * @property {readonly Use[]} uses
 */

/**
 * What the checks need to know of one source file.
 * @param {string} file
 * @param {string} text
 * @returns {Module}
 */
export function readModule(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const lineAt = lineIndex(text);
  /** @type {Import[]} */
  const imports = [];
  /** @type {Use[]} */
  const uses = [];

  /** @param {{ source: any, start: number }} node @param {boolean} reexport */
  const addImport = ({ source, start }, reexport) => {
    const specifier = typeof source?.value === 'string' ? source.value : undefined;
    imports.push({ specifier, reexport, line: lineAt(start) });
  };
  /** @param {string} name @param {number} start */
  const addUse = (name, start) => uses.push({ name, line: lineAt(start) });

  new Visitor({
    ImportDeclaration: (node) => addImport(node, false),
    ImportExpression: (node) => addImport(node, false),
    TSImportType: (node) => addImport(node, false),
    ExportAllDeclaration: (node) => addImport(node, true),
    ExportNamedDeclaration: (node) => node.source && addImport(node, true),
    MemberExpression: (node) => addUse(memberName(node), node.start),
    VariableDeclarator: (node) => {
      for (const name of destructured(node)) addUse(name, node.start);
    },
    NewExpression: (node) => {
      if (isIdentifier(node.callee, 'Date') && node.arguments.length === 0) addUse('new Date()', node.start);
    },
    CallExpression: (node) => {
      if (isIdentifier(node.callee, 'Date')) addUse('new Date()', node.start);
    },
  }).visit(program);
  return { file, imports, uses };
}

/**
 * `process.env`, also as `process['env']` and `globalThis.process.env`.
 * @param {any} node a MemberExpression
 * @returns {string}
 */
function memberName({ object, property, computed }) {
  const key = computed ? property.value : property.name;
  const owner = object.type === 'MemberExpression' ? memberName(object) : object.name;
  return owner === undefined || owner === 'globalThis' ? String(key) : `${owner}.${key}`;
}

/**
 * The members that `const { env } = process` takes, as `process.env`.
 * @param {any} declarator
 * @returns {string[]}
 */
function destructured({ id, init }) {
  if (id.type !== 'ObjectPattern' || init?.type !== 'Identifier') return [];
  return id.properties.flatMap((/** @type {any} */ property) =>
    property.key?.name === undefined ? [] : [`${init.name}.${property.key.name}`],
  );
}

/** @param {any} node @param {string} name */
function isIdentifier(node, name) {
  return node.type === 'Identifier' && node.name === name;
}

/**
 * @param {string} text
 * @returns {(offset: number) => number} the line of an offset, from 1
 */
function lineIndex(text) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => starts.filter((start) => start <= offset).length;
}
