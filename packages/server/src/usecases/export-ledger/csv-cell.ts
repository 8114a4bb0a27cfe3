/**
 * Where a spreadsheet may see the beginning of a cell: at the start of the text, and, where it takes another character
 * than the comma for the separator, after that one or a line's end, quotes or not.
 */
const CELL_START = '(?<=^|[;\\t\\r\\n])';
/**
 * What begins a formula, also in its full-width form; white space that some skip or take for a part of one; and a `'`
 * of the text's own, so that ours can be told apart.
 */
const ACTIVE = new RegExp(`^(?=[\\t\\r\\n])|${CELL_START}(?='|\\s*[=+\\-@＝＋－＠])`, 'gu');
const MARKED = new RegExp(`${CELL_START}'`, 'gu');

/**
 * A cell by RFC 4180 §2 that no spreadsheet executes: a `'` stands before whatever could be taken for a formula.
 * `fromCell` gives back the text as it was.
 */
export function toCell(text: string): string {
  return `"${text.replace(ACTIVE, "'").replaceAll('"', '""')}"`;
}

/** The text of a cell, without its quotes. */
export function fromCell(cell: string): string {
  return cell.replace(MARKED, '');
}
