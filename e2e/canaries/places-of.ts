import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readMail, type System } from '@gatepass/testing';
import type { Canary, Place } from './find-canaries.ts';

const LINK_TOKEN = /rs(?:cfm|clm)_(?:test_)?[0-9A-Za-z]+/g;

/** Every file of the deployment, with its name; mails also as they are read. */
export async function filesOf(dataDir: string): Promise<readonly Place[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.map(async (path) => {
    const bytes = await readFile(path);
    const name = relative(dataDir, path);
    const tells = path.endsWith('.eml') ? linksIn(bytes) : new Set<string>();
    return [
      { name: `the file ${name}`, bytes, tells },
      { name: `the name of the file ${name}`, bytes: Buffer.from(name) },
      ...(path.endsWith('.eml') ? [{ name: `the mail ${name}`, bytes: readable(bytes), tells }] : []),
    ];
  });
  return (await Promise.all(files)).flat();
}

/** The tokens of links that were mailed. */
export async function mailedTokens({ dataDir }: Pick<System, 'dataDir'>): Promise<readonly Canary[]> {
  const files = await filesOf(dataDir);
  const texts = files.flatMap(({ name, tells = [] }) => (name.startsWith('the mail ') ? [...tells] : []));
  return texts.map((text) => ({ name: 'the token of a mailed link', text }));
}

/** What a mail must tell: its link, alone. */
function linksIn(bytes: Buffer): ReadonlySet<string> {
  return new Set(readMail(bytes).text.match(LINK_TOKEN) ?? []);
}

function readable(bytes: Buffer): Buffer {
  const { headers, text } = readMail(bytes);
  return Buffer.from([...headers].flat().join('\n') + text);
}
