import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tempFolder } from '@gatepass/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { staleness } from './documents.mjs';
import { tableDocuments } from './table-documents.mjs';

test.each(tableDocuments())('$file says what the tables in the code say', async (document) => {
  expect(await staleness(document)).toBeUndefined();
});

describe('a generated document', () => {
  async function stalenessOf(stored: string | undefined, text: string) {
    const folder = await tempFolder();
    onTestFinished(folder.remove);
    const file = 'docs/some.md';
    await mkdir(dirname(join(folder.path, file)), { recursive: true });
    if (stored !== undefined) await writeFile(join(folder.path, file), stored);
    return staleness({ file, text }, folder.path);
  }

  test('is fresh when it is the same, byte for byte', async () => {
    expect(await stalenessOf('one\n', 'one\n')).toBeUndefined();
  });

  test('is stale with the first line that differs, and says how to renew it', async () => {
    const message = await stalenessOf('one\ntwo\n', 'one\n2\n');
    expect(message).toContain('docs/some.md is stale from line 2 on');
    expect(message).toContain('npm run docs');
  });

  test('is stale when it is missing', async () => {
    expect(await stalenessOf(undefined, 'one\n')).toContain('docs/some.md is missing');
  });
});
