/** One line of a script: what it does, and the text behind that word. */
export interface Line {
  readonly number: number;
  readonly verb: string;
  readonly text: string;
}

/** A command with what is expected of it, or a line that stands for itself. */
export interface Step {
  readonly line: Line;
  readonly expected: readonly Line[];
}

/** Say something of the command above them. All other verbs stand for themselves. */
const EXPECTATIONS: ReadonlySet<string> = new Set([
  'stdin',
  'exit',
  'stdout',
  'stdout!',
  'stderr',
  'stderr!',
  'save',
  'told',
  'shows',
]);

/**
 * Reads a script. `#` begins a comment, `$ gatepass …` is a command, and the lines below it tell its input (`stdin`)
 * and what is expected: `exit` (0 by default), texts in `stdout` and `stderr` (`!` for texts that are not there,
 * `(nothing)` for no output at all), `shows a secret`. `save NAME field` keeps a field of its JSON output as `$NAME`,
 * `told NAME text` the word that follows a text in `stderr`.
 * Besides, `env NAME=value`, `write FILE text`, `file FILE text`, `mode FILE bits`, `missing FILE`.
 */
export function parseScript(script: string): Step[] {
  const steps: { line: Line; expected: Line[] }[] = [];
  for (const [index, row] of script.split('\n').entries()) {
    if (row === '' || row.startsWith('#')) continue;
    const [, verb = '', text = ''] = /^(\S+) ?(.*)$/.exec(row) ?? [];
    const line = { number: index + 1, verb, text };
    if (!EXPECTATIONS.has(verb)) steps.push({ line, expected: [] });
    else if (steps.at(-1)?.line.verb === '$') steps.at(-1)?.expected.push(line);
    else throw new Error(`line ${line.number}: ${verb} belongs below a command`);
  }
  return steps;
}

/** Words as a shell would split them, with single quotes around those that hold spaces. */
export function splitWords(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
