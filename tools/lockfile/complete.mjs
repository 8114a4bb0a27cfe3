// npm run lockfile: `npm install` drops optional platform packages that the registry at hand does not have, and
// `npm ci` then refuses the lockfile. This locks them again by version, os and cpu, as their names tell.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

const FILE = join(root, 'package-lock.json');
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const lockfile = JSON.parse(readFileSync(FILE, 'utf8'));
const added = Object.entries(lockfile.packages).flatMap(([folder, entry]) => complete(folder, entry));
lockfile.packages = Object.fromEntries(
  Object.entries(lockfile.packages).sort(([one], [other]) => (one < other ? -1 : 1)),
);
writeFileSync(FILE, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(added.length === 0 ? 'the lockfile is complete' : `locked again: ${added.join(', ')}`);

/**
 * Locks what a package names and the lockfile lacks, beside those of its like that are there.
 * @param {string} folder
 * @param {any} parent
 * @returns {string[]}
 */
function complete(folder, parent) {
  const wanted = Object.entries(parent.optionalDependencies ?? {});
  const beside = wanted
    .map(([name, version]) => find(folder, name, version))
    .find((key) => key !== undefined);
  if (beside === undefined) return [];
  const prefix = beside.slice(0, beside.lastIndexOf('node_modules/'));
  return wanted.flatMap(([name, version]) => {
    const key = `${prefix}node_modules/${name}`;
    const entry = entryOf(name, version, parent);
    if (
      entry === undefined ||
      find(folder, name, version) !== undefined ||
      lockfile.packages[key] !== undefined
    )
      return [];
    lockfile.packages[key] = entry;
    return [`${name}@${version}`];
  });
}

/**
 * Where a package finds this version of another: in its own node_modules, or in one further up.
 * @param {string} folder
 * @param {string} name
 * @param {string} version
 * @returns {string | undefined}
 */
function find(folder, name, version) {
  const key = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
  const found = lockfile.packages[key];
  if (found !== undefined) return found.version === version ? key : undefined;
  return folder === ''
    ? undefined
    : find(folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1)), name, version);
}

/**
 * @param {string} name such as `@scope/tool-linux-x64-musl`
 * @param {string} version
 * @param {any} parent
 */
function entryOf(name, version, parent) {
  const words = name.split(/[-/]/);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version)) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : undefined;
  return {
    version,
    cpu: [cpu],
    ...(parent.dev && { dev: true }),
    ...(libc && { libc }),
    ...(parent.license && { license: parent.license }),
    optional: true,
    os: [os],
    ...(parent.engines && { engines: parent.engines }),
  };
}
