/** What the library's script for bash runs: the words as they were typed. */
const AS_TYPED = /complete -- \$\{words\[@\]:1\}/;
const QUOTED = `complete -- $(printf "%q " "\${words[@]:1}")`;

/**
 * The script for bash, so that a word that is typed is only ever a word. As it comes, the line that a person has not
 * sent yet is evaluated for its completion, and with it each `$(…)` that was pasted into it.
 */
export function quoteTypedWords(script: string): string {
  return script.replace(AS_TYPED, () => QUOTED);
}
