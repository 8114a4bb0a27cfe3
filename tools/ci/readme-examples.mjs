/**
 * @typedef {object} Example
 * @property {string} name
 * @property {string} script
 */

/**
 * The shell blocks of a README that a comment such as `<!-- curl:token -->` names, in their order.
 * @param {string} markdown
 * @returns {Example[]}
 */
export function readmeExamples(markdown) {
  const blocks = markdown.matchAll(/^<!-- curl:([a-z-]+) -->\n+```[a-z]*\n(.*?)^```$/gms);
  return [...blocks].map(([, name = '', script = '']) => ({ name, script }));
}

/**
 * The same commands for a product that runs on other ports and keeps its data elsewhere.
 * @param {string} script
 * @param {{ port: number, apiPort: number, dataDir: string }} place
 */
export function relocate(script, { port, apiPort, dataDir }) {
  return script
    .replaceAll(/\b(127\.0\.0\.1|localhost):8080\b/g, `$1:${port}`)
    .replaceAll(/\b(127\.0\.0\.1|localhost):8081\b/g, `$1:${apiPort}`)
    .replaceAll(/(?:\.\/)?\bdata\/(?=dev-)/g, `${dataDir}/`);
}

/**
 * One script that runs all of them in one shell, as a reader pastes them, each answer into a file of its own.
 * @param {readonly Example[]} examples
 * @param {string} folder
 */
export function pasted(examples, folder) {
  const blocks = examples.map(({ name, script }) => `{\n${script}\n} >'${folder}/${name}.out'`);
  return ['set -eu', ...blocks].join('\n');
}
