// Starts the product in this checkout as the README says, pastes the README's curl calls, stops it, starts it again.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { answers, Product } from './product.mjs';
import { pasted, readmeExamples, relocate } from './readme-examples.mjs';

let passed = 0;
let failed = 0;
/** @param {string} what @param {boolean} holds @param {unknown} [seen] */
function check(what, holds, seen) {
  holds ? passed++ : failed++;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  if (!holds && seen !== undefined)
    console.log(`     ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`);
}

await mkdir(join(root, '.cache'), { recursive: true });
const folder = await mkdtemp(join(root, '.cache/product-'));
const place = { port: await freePort(), apiPort: await freePort(), dataDir: join(folder, 'data') };
const settings = {
  GATEPASS_PORT: String(place.port),
  GATEPASS_API_PORT: String(place.apiPort),
  GATEPASS_DATA_DIR: place.dataDir,
};
const urls = [`http://127.0.0.1:${place.port}/.well-known/jwks.json`, `http://127.0.0.1:${place.apiPort}/`];

try {
  await firstStart();
  await secondStart();
} catch (error) {
  check('the product starts and stops', false, String(error));
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function firstStart() {
  const product = new Product(settings);
  try {
    const ready = await product.ready(urls);
    check(`the first start is ready within 20 s (${seconds(ready)})`, ready < 20_000);
    await pasteExamples();
  } finally {
    await expectStop(product);
  }
}

async function secondStart() {
  const secrets = await secretsOf(place.dataDir);
  const product = new Product(settings);
  try {
    const ready = await product.ready(urls);
    // Two seconds on a quiet machine; a busy one gets twice that, since only the product shall fail this.
    check(`the second start is ready within 2 s, or 4 s at the most (${seconds(ready)})`, ready < 4_000);
    check('the second start shows no secret', !secrets.some((secret) => product.output.includes(secret)));
    const kept = await secretsOf(place.dataDir);
    check('the second start keeps the credentials', secrets.join() === kept.join());
    await pasteExamples();
  } finally {
    await expectStop(product);
  }
}

/** @param {Product} product */
async function expectStop(product) {
  check('Ctrl-C ends it cleanly', await product.stop(), product.output);
  const answering = (await Promise.all(urls.map(answers))).includes(true);
  check('nothing of it runs on', !answering);
}

async function pasteExamples() {
  const examples = readmeExamples(await readFile(join(root, 'README.md'), 'utf8'));
  const names = examples.map(({ name }) => name);
  check('the README has a token call and an API call', names.includes('token') && names.length > 1, names);
  const script = relocate(pasted(examples, folder), place);
  const run = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  check("the README's curl calls run", run.status === 0, run.stderr);
  for (const name of names) {
    const answer = await readFile(join(folder, `${name}.out`), 'utf8').catch(() => '');
    check(
      `the answer of "${name}" is the contract's`,
      name === 'token' ? isToken(answer) : isEnvelope(answer),
      answer,
    );
  }
}

/** @param {string} text */
function isToken(text) {
  const answer = parse(text);
  return (
    Object.keys(answer).sort().join() === 'access_token,expires_in,token_type' &&
    answer.access_token.startsWith('eyJhbGciOiJSUzI1NiIs') &&
    answer.token_type === 'Bearer' &&
    answer.expires_in === 300
  );
}

/** @param {string} text */
function isEnvelope(text) {
  const answer = parse(text);
  return (
    Object.keys(answer).join() === 'status,error,message,request_id,data' &&
    answer.status === 200 &&
    answer.error === null
  );
}

/** @param {string} text @returns {any} an empty object where it is no JSON */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Every secret that the first start made. @param {string} dataDir */
async function secretsOf(dataDir) {
  const credentials = parse(await readFile(join(dataDir, 'dev-credentials.json'), 'utf8'));
  const operatorToken = await readFile(join(dataDir, 'dev-operator-token'), 'utf8');
  return [credentials.client_secret, operatorToken.trim()];
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
