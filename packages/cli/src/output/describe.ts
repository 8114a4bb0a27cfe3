import { printable } from './printable.ts';

/** One line for each field, nested ones as `outer.inner`, values below each other. */
export function describe(object: object): string {
  const fields = fieldsOf(object, '');
  const width = Math.max(...fields.map(([name]) => name.length));
  return fields.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}

function fieldsOf(object: object, prefix: string): [name: string, value: string][] {
  return Object.entries(object).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? fieldsOf(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, cell(value)]],
  );
}

/** What a person reads for a value; `-` where there is none. */
export function cell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  return text === '' ? '-' : printable(text);
}
