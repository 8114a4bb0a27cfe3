// npm run docs: writes every generated document. The attack rows come from running their tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackDocument } from './attacks/attack-document.mjs';
import { store } from './docs/documents.mjs';
import { root } from './root.mjs';
import { sourceFiles } from './source-files.mjs';
import { build } from './test/build.mjs';
import { runVitest } from './test/run-vitest.mjs';

if (!build()) process.exit(1);
// Only now: it reads what was built.
const { tableDocuments } = await import('./docs/table-documents.mjs');
const { openApiDocuments } = await import('./openapi/openapi-documents.mjs');
for (const document of await openApiDocuments()) await write(document);
for (const document of tableDocuments()) await write(document);
// Some of these are built from.
if (!build()) process.exit(1);

const { tally, attacks } = await runVitest(filesWithAttacks());
if (tally.failed > 0) {
  console.error('The attack rows were not written, since a test failed.');
  process.exit(1);
}
await write(attackDocument(attacks));
process.exit(0);

function filesWithAttacks() {
  return sourceFiles(root).filter(
    (file) => file.endsWith('.test.ts') && /^\s*attack\(/m.test(readFileSync(join(root, file), 'utf8')),
  );
}

/** @param {import('./docs/documents.mjs').Document} document */
async function write(document) {
  await store(document);
  console.log(`wrote ${document.file}`);
}
