// npm run bench:scan: how fast `gatepass scan` is, in MB/s.
//
// First the scanner alone, over texts of several kinds that are in memory, in pieces of 64 KiB: megabytes for each
// second of processor time, which others on the machine disturb little. Then the command as a process of its own, over
// a folder, by the clock on the wall. The median of some runs each.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSecretScanner, makeSecret } from '@gatepass/protocol';
import { median } from './statistics.mjs';

const MEGABYTE = 1_000_000;
const TEXT_BYTES = 64 * MEGABYTE;
const CHUNK_BYTES = 64 * 1024;
const RUNS = 5;
/** So many files of so many bytes make the folder. */
const FILES = 64;
const FILE_BYTES = 8 * MEGABYTE;

const MAIN = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));
const SOURCES = fileURLToPath(new URL('../packages/protocol/src/', import.meta.url));

const source = await sourceText();
const secret = makeSecret('rsec', 'live', (length) => randomBytes(length)).text;
const texts = {
  source,
  utf16: Buffer.from(source.toString(), 'utf16le'),
  base64: Buffer.from(randomBytes(MEGABYTE).toString('base64')),
  one_long_line: Buffer.from(randomBytes(MEGABYTE).toString('hex')),
  binary: randomBytes(MEGABYTE),
  zeros: Buffer.alloc(MEGABYTE),
  // What costs most: each of them is decoded and its checksum computed.
  wrong_checksums: Buffer.from(`${secret.slice(0, -1)}!\n${secret.slice(0, -6)}000000\n`),
};
for (const [name, text] of Object.entries(texts)) console.log(`scan_${name}=${speedOver(repeated(text))}`);
console.log(`scan_command=${await speedOfCommand()}`);
console.log(`node ${process.version}, MB/s`);

/** @param {Buffer} text */
function speedOver(text) {
  const speeds = Array.from({ length: RUNS }, () => {
    const scanner = createSecretScanner();
    const before = process.cpuUsage();
    for (let at = 0; at < text.length; at += CHUNK_BYTES) scanner.push(text.subarray(at, at + CHUNK_BYTES));
    const { user, system } = process.cpuUsage(before);
    return text.length / (user + system);
  });
  return median(speeds).toFixed(0);
}

/** A process for each run, its start included, over files that the system has in memory. */
async function speedOfCommand() {
  const folder = await mkdtemp(join(tmpdir(), 'gatepass-bench-'));
  try {
    const content = repeated(source).subarray(0, FILE_BYTES);
    for (let file = 0; file < FILES; file++) {
      const below = join(folder, String(file % 8));
      await mkdir(below, { recursive: true });
      await writeFile(join(below, `${file}.txt`), content);
    }
    const speeds = Array.from({ length: RUNS }, () => {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, [MAIN, 'scan', folder], { stdio: 'ignore' });
      if (status !== 0) throw new Error(`gatepass scan ended with ${status}`);
      return (FILES * FILE_BYTES) / 1000 / (performance.now() - started);
    });
    return median(speeds).toFixed(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Our own code, without the tests: they hold secrets. */
async function sourceText() {
  const names = await readdir(SOURCES, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.includes('test')).sort();
  return Buffer.concat(await Promise.all(files.map((name) => readFile(join(SOURCES, name)))));
}

/** @param {Buffer} text */
function repeated(text) {
  return Buffer.alloc(TEXT_BYTES, text);
}
