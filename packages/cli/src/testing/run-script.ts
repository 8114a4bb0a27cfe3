import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Line, parseScript, type Step, splitWords } from './parse-script.ts';
import type { CommandRun } from './run-command.ts';
import { runHere } from './start-here.ts';

/** A secret, the token of an operator or a member, an API's key or an access token, whole. */
const SECRET = /(?:rsec|rsop|rsmem|rsapi)_(?:test_)?[0-9A-Za-z]{57}|eyJ[\w-]+\.[\w-]+\.[\w-]+/;

/**
 * Plays a script in the folder that this process works in, and fails at the line that did not come true. `given` are
 * texts that it knows by name, as those that it saves.
 */
export async function runScript(
  script: string,
  environment: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
): Promise<void> {
  const env: Record<string, string> = { ...environment };
  const saved = new Map(Object.entries(given));
  const fill = (text: string) =>
    text.replace(/\$([A-Z]+)/g, (whole, name: string) => saved.get(name) ?? whole);

  for (const step of parseScript(script)) {
    const text = fill(step.line.text);
    const [path = '', rest = ''] = splitOnce(text);
    const where = `line ${step.line.number}: ${step.line.verb} ${text}`;
    switch (step.line.verb) {
      case '$':
        await play(step, splitWords(text).slice(1), env, saved, fill);
        break;
      case 'env':
        Object.assign(env, { [text.slice(0, text.indexOf('='))]: text.slice(text.indexOf('=') + 1) });
        break;
      case 'write':
        writeFileSync(path, `${rest}\n`, { mode: 0o600 });
        break;
      case 'file':
        expect(readFileSync(path, 'utf8'), where).toContain(rest);
        break;
      case 'mode':
        expect((statSync(path).mode & 0o777).toString(8), where).toBe(rest);
        break;
      case 'missing':
        expect(existsSync(path), where).toBe(false);
        break;
      default:
        throw new Error(`${where}: no such line`);
    }
  }
}

async function play(
  step: Step,
  words: string[],
  env: Readonly<Record<string, string>>,
  saved: Map<string, string>,
  fill: (text: string) => string,
): Promise<void> {
  const stdin = step.expected.find((line) => line.verb === 'stdin');
  const run = await runHere(words, {
    env,
    ...(stdin !== undefined && { stdin: `${fill(stdin.text)}\n` }),
  });
  const exit = step.expected.find((line) => line.verb === 'exit')?.text ?? '0';
  const told = `line ${step.line.number}: $ ${step.line.text}\n${run.stdout}${run.stderr}`;
  expect(`exit ${run.exitCode}`, told).toBe(`exit ${exit}`);
  expect(run.stderr, told).not.toMatch(/^ +at /m);
  const shown = SECRET.test(run.stdout + run.stderr);
  expect(shown, told).toBe(step.expected.some((line) => line.verb === 'shows'));
  for (const line of step.expected) check({ ...line, text: fill(line.text) }, run, saved);
}

function check(line: Line, run: CommandRun, saved: Map<string, string>): void {
  const where = `line ${line.number}: ${line.verb} ${line.text}`;
  const output = line.verb.startsWith('stdout') ? run.stdout : run.stderr;
  if (line.verb === 'save') {
    const [name = '', field = ''] = splitOnce(line.text);
    saved.set(name, fieldOf(JSON.parse(run.stdout), field));
  } else if (line.verb === 'told') {
    const [name = '', before = ''] = splitOnce(line.text);
    const [, after] = run.stderr.split(`${before} `);
    expect(after, where).toBeDefined();
    saved.set(name, after?.split(/\s/)[0] ?? '');
  } else if (line.text === '(nothing)') expect(output, where).toBe('');
  else if (line.verb.endsWith('!')) expect(output, where).not.toContain(line.text);
  else if (line.verb.startsWith('std') && line.verb !== 'stdin') expect(output, where).toContain(line.text);
}

/** `items.0.id` and its like. */
function fieldOf(value: unknown, path: string): string {
  return String(path.split('.').reduce((inner, name) => (inner as Record<string, unknown>)[name], value));
}

function splitOnce(text: string): [string, string] {
  const space = text.indexOf(' ');
  return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}
