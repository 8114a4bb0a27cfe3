import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../root.mjs';

/**
 * A generated file, as it should be.
 * @typedef {object} Document
 * @property {string} file its path below the repository's top folder
 * @property {string} text
 */

/**
 * What is wrong with the stored copy of a document, in words that say what to do.
 * @param {Document} document
 * @param {string} [folder] the repository's top folder
 * @returns {Promise<string | undefined>} undefined where the copy is as it should be
 */
export async function staleness({ file, text }, folder = root) {
  const stored = await readFile(join(folder, file), 'utf8').catch(() => undefined);
  if (stored === text) return undefined;
  const state =
    stored === undefined ? 'is missing' : `is stale from line ${firstDifference(stored, text)} on`;
  return `${file} ${state}. It is generated: run \`npm run docs\`, read the difference, and commit it.`;
}

/**
 * @param {string} one
 * @param {string} other
 */
function firstDifference(one, other) {
  const lines = other.split('\n');
  return one.split('\n').findIndex((line, index) => line !== lines[index]) + 1 || lines.length;
}

/** @param {Document} document */
export async function store({ file, text }) {
  const path = join(root, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
