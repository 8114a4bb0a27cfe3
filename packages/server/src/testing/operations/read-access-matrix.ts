import { readFileSync } from 'node:fs';

export interface AccessRow {
  readonly operationId: string;
  /** By column. */
  readonly cells: Readonly<Record<string, string>>;
}

/** `docs/access-matrix.md` as it is written down. */
export function readAccessMatrix(): readonly AccessRow[] {
  const text = readFileSync(new URL('../../../../../docs/access-matrix.md', import.meta.url), 'utf8');
  const [head, , ...rows] = text.split('\n').filter((line) => line.startsWith('|'));
  const columns = cellsOf(head ?? '');
  return rows.map((line) => {
    const [operation = '', , ...access] = cellsOf(line);
    const cells = Object.fromEntries(access.map((cell, index) => [columns[index + 2], cell]));
    return { operationId: operation.replaceAll('`', ''), cells };
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
