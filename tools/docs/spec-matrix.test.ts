import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../root.mjs';
import { sourceFiles } from '../source-files.mjs';

/** A clause and where it is held. */
interface Row {
  readonly clause: string;
  /** Labels of source files. */
  readonly sources: readonly string[];
  readonly tests: readonly NamedTest[];
}

interface NamedTest {
  /** The label of a test file. */
  readonly file: string;
  /** A title, or the id of an attack row. */
  readonly name: string;
}

const text = readFileSync(join(root, 'docs/spec-matrix.md'), 'utf8');
const rows = readRows(text);
/** What the labels stand for: paths below the repository's top folder. */
const paths = new Map(
  [...text.matchAll(/^\[(\S+)\]: \.\.\/(\S+)$/gm)].map(([, label = '', path = '']) => [label, path] as const),
);

describe('the matrix', () => {
  test('names a source and a test for every clause', () => {
    const bare = rows.filter(({ sources, tests }) => sources.length === 0 || tests.length === 0);
    expect(bare.map(({ clause }) => clause)).toEqual([]);
    expect(rows.length).toBeGreaterThan(50);
  });

  test('names files that exist, and lists the path of each that it names', () => {
    const labels = rows.flatMap(({ sources, tests }) => [...sources, ...tests.map(({ file }) => file)]);
    expect([...paths.keys()].sort()).toEqual([...new Set(labels)].sort());
    expect([...paths.values()].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('names tests that are in their files', () => {
    const missing = rows
      .flatMap(({ tests }) => tests)
      .filter(({ file, name }) => !hasTest(readFileSync(join(root, paths.get(file) ?? ''), 'utf8'), name));
    expect(missing).toEqual([]);
  });

  test('has a row for every section that a comment of ours cites', () => {
    const covered = rows.flatMap(({ clause }) => citedSections(clause));
    const uncovered = sourceFiles(root)
      .filter((file) => /^(?:packages|apps)\/[^/]+\/src\/.*(?<!\.test)\.ts$/.test(file))
      .filter((file) => !file.includes('/testing/'))
      .flatMap((file) =>
        citedSections(readFileSync(join(root, file), 'utf8'))
          .filter((cited) => !covered.some((section) => isWithin(cited, section) || isWithin(section, cited)))
          .map((cited) => `${cited}, cited in ${file}, has no row in docs/spec-matrix.md`),
      );
    expect(uncovered).toEqual([]);
  });
});

describe('a citation', () => {
  test.each([
    ['(RFC 6749 §2.3.1, RFC 7617 §2)', ['RFC 6749 §2.3.1', 'RFC 7617 §2']],
    ['RFC 6749 §4.4.2 and Appendix B: a form', ['RFC 6749 §4.4.2', 'RFC 6749 App. B']],
    ['RFC 7519 §4.1.4 - §4.1.6', ['RFC 7519 §4.1.4', 'RFC 7519 §4.1.6']],
    ['asks for\n   * RFC\n   * 9068 §4.', ['RFC 9068 §4']],
    ['RFC 9068 for one audience', []],
  ])('is read from %j', (comment, sections) => {
    expect(citedSections(comment)).toEqual(sections);
  });

  test('lies within the section around it, and in no other that begins alike', () => {
    expect(isWithin('RFC 6749 §4.4.2', 'RFC 6749 §4.4')).toBe(true);
    expect(isWithin('RFC 7515 §4.1.11', 'RFC 7515 §4.1.1')).toBe(false);
  });
});

/** The tables of four columns; the one of what is out of scope has three. */
function readRows(document: string): Row[] {
  return document.split('\n').flatMap((line) => {
    const cells = line.split(' | ');
    const [clause = '', , sources = '', tests = ''] = cells;
    if (!line.startsWith('| ') || cells.length !== 4 || /^\| (?:clause|---)$/.test(clause)) return [];
    return [{ clause, sources: labelsIn(sources), tests: testsIn(tests) }];
  });
}

function labelsIn(cell: string): string[] {
  return [...cell.matchAll(/\[(\S+)\]/g)].map(([, label = '']) => label);
}

/** A file, and behind it the titles and ids in it. */
function testsIn(cell: string): NamedTest[] {
  const tests: NamedTest[] = [];
  let file = '';
  for (const [, label, title, id] of cell.matchAll(/\[(\S+\.ts)\]|"([^"]*)"|\b([A-Z]\d\d)\b/g)) {
    file = label ?? file;
    const name = title ?? id;
    if (name !== undefined) tests.push({ file, name });
  }
  return tests;
}

function hasTest(source: string, name: string): boolean {
  if (/^[A-Z]\d\d$/.test(name)) return new RegExp(`attack\\(\\s*'${name}'`).test(source);
  return [`'${name}'`, `"${name}"`, `\`${name}\``].some((literal) => source.includes(literal));
}

/** Sections as `RFC 6749 §2.3` or `RFC 6749 App. B`; of a range, its ends. Comments may break a line anywhere. */
function citedSections(comment: string): string[] {
  const line = comment.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ');
  const section = /(?:§\d+(?:\.\d+)*|App(?:\.|endix) [A-Z])/.source;
  const citation = new RegExp(`RFC (\\d+) (${section}(?:(?:, | and | or | to | - )${section})*)`, 'g');
  return [...line.matchAll(citation)].flatMap(([, rfc, sections = '']) =>
    (sections.match(new RegExp(section, 'g')) ?? []).map(
      (found) => `RFC ${rfc} ${found.replace('Appendix', 'App.')}`,
    ),
  );
}

/** A row for a section is one for all within it, and a comment may cite as a whole what has rows of its parts. */
function isWithin(section: string, other: string): boolean {
  return section === other || section.startsWith(`${other}.`);
}
