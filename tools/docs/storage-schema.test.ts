import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { root } from '../root.mjs';

/** Tables by name; what a table has, each as one line, sorted. */
type Schema = Readonly<Record<string, readonly string[]>>;

interface Connection {
  prepare(sql: string): { all(...parameters: string[]): unknown[] };
  close(): void;
}

/** Has made both databases anew. */
let system: System;
beforeAll(async () => {
  system = await startSystem({ api: true });
});
afterAll(() => system.stop());

test.each(['gatepass.db', 'partnerships-api.db'])(
  'every table, column, index and trigger of %s is described, and no other',
  async (file) => {
    const database = await openReader(join(system.dataDir, file));
    onTestFinished(() => database.close());
    expect(documentedSchema(file)).toEqual(schemaOf(database));
  },
);

/** The server's own way to a connection that only reads: it finds an SQLite on every version of Node. */
async function openReader(path: string): Promise<Connection> {
  const file = join(root, 'packages/server/src/store/dialects/sqlite/open-sqlite.ts');
  const { openSqlite } = (await import(file)) as {
    openSqlite(path: string, mode: 'read'): Promise<Connection>;
  };
  return openSqlite(path, 'read');
}

/** What the document says: a section for each database, in it a section for each table, in it tables of facts. */
function documentedSchema(file: string): Schema {
  const text = readFileSync(join(root, 'docs/storage-schema.md'), 'utf8');
  const [section] = text.split(/^## /m).filter((part) => part.split('\n', 1)[0]?.includes(`\`${file}\``));
  const tables = (section ?? '').split(/^### /m).slice(1);
  return Object.fromEntries(
    tables.map((table) => {
      const [head = '', ...lines] = table.split('\n');
      return [withoutCode(head), documentedFacts(lines).sort()];
    }),
  );
}

const KINDS = ['column', 'index', 'trigger'];

function documentedFacts(lines: readonly string[]): string[] {
  let kind: string | undefined;
  return lines.flatMap((line) => {
    if (!line.startsWith('|')) kind = undefined;
    const [first = '', second = ''] = line.split('|').slice(1).map(withoutCode);
    if (KINDS.includes(first)) kind = first;
    else if (kind === 'trigger' && first !== '---') return [`trigger ${first}`];
    else if (kind !== undefined && first !== '---') return [`${kind} ${first}: ${second}`];
    return [];
  });
}

function withoutCode(text: string): string {
  return text.replaceAll('`', '').trim();
}

/** What there is, in the document's words. */
function schemaOf(database: Connection): Schema {
  const named = (type: string) =>
    database
      .prepare("SELECT name, tbl_name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'")
      .all(type) as { name: string; tbl_name: string }[];
  return Object.fromEntries(
    named('table').map(({ name }) => {
      const triggers = named('trigger').filter(({ tbl_name }) => tbl_name === name);
      const facts = [
        ...columnsOf(database, name),
        ...indexesOf(database, name),
        ...triggers.map((trigger) => `trigger ${trigger.name}`),
      ];
      return [name, facts.sort()];
    }),
  );
}

function columnsOf(database: Connection, table: string): string[] {
  const columns = database.prepare('SELECT * FROM pragma_table_info(?)').all(table) as {
    name: string;
    type: string;
    notnull: number;
    pk: number;
  }[];
  const references = database.prepare('SELECT * FROM pragma_foreign_key_list(?)').all(table) as {
    from: string;
    table: string;
    on_delete: string;
  }[];
  return columns.map(({ name, type, notnull, pk }) => {
    const key = pk > 0 ? ', primary key' : notnull > 0 ? '' : ' or null';
    const target = references.find(({ from }) => from === name);
    const reference = target === undefined ? '' : ` → ${target.table}`;
    const cascade = target?.on_delete === 'CASCADE' ? ' (cascade)' : '';
    return `column ${name}: ${type.toLowerCase()}${key}${reference}${cascade}`;
  });
}

/** Primary keys are told with their columns. */
function indexesOf(database: Connection, table: string): string[] {
  const indexes = database.prepare("SELECT * FROM pragma_index_list(?) WHERE origin <> 'pk'").all(table) as {
    name: string;
    origin: string;
  }[];
  return indexes.map(({ name, origin }) => {
    const columns = database.prepare('SELECT name FROM pragma_index_info(?)').all(name) as { name: string }[];
    const list = columns.map((column) => column.name).join(', ');
    return `index ${origin === 'u' ? 'unique' : name}: ${list}`;
  });
}
