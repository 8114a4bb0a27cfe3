/**
 * Names come from others. Control characters, those that reorder text and lone surrogates are shown as escapes, so
 * that no name can move the cursor, colour the terminal or hide what it says.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escapeCharacter);
}

/** JSON with the same characters as escapes of JSON's own: the value it parses to is unchanged. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[^\n\P{Cc}]|[\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    escapeCharacter,
  );
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
