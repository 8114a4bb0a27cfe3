import { printable } from '../output/printable.ts';

/** One of a thread, as both sides are told it. */
interface ToldMessage {
  readonly kind: string;
  readonly text: string | null;
  readonly created_at: string;
  /** Told to operators alone. */
  readonly author?: string;
}

/** Questions and answers, each below a line that says whose it is and when it was written. */
export function messagesInWords(messages: readonly ToldMessage[]): string {
  return messages
    .map(({ kind, text, created_at: at, author }) => {
      const by = author === undefined ? '' : ` by ${author}`;
      return `\n${kind}${by} at ${at}\n${indented(text ?? '(deleted)')}`;
    })
    .join('');
}

/** Each line for itself, so that a text cannot pass for one of ours. */
export function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${printable(line)}\n`)
    .join('');
}
