/**
 * A text as inline code that stays whole in a table cell, whatever it holds: the fence is longer than any run
 * of backticks in it (CommonMark §6.1), pipes are escaped (GFM §4.10), and what has no glyph is written out.
 * @param {string} text
 */
export function codeSpan(text) {
  const visible = visibly(text).replaceAll('|', '\\|');
  if (visible === '') return '(nothing)';
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One space each side is stripped again; it keeps backticks and spaces at the ends apart from the fence.
  const padding = /^[` ]|[` ]$/.test(visible) ? ' ' : '';
  return fence + padding + visible + padding + fence;
}

/**
 * A text that says what it says: nothing in it is markup.
 * @param {string} text
 */
export function plainText(text) {
  return visibly(text).replace(/[\\`|<*[\]]/g, '\\$&');
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows cells that are safe already
 */
export function table(head, rows) {
  const line = /** @param {readonly string[]} cells */ (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Control, format and separator characters as escapes; format characters could turn a line's direction around.
 * @param {string} text
 */
function visibly(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const named = /** @type {Record<string, string>} */ ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[
      character
    ];
    return named ?? `\\u{${character.codePointAt(0)?.toString(16).padStart(4, '0')}}`;
  });
}
