import { existsSync } from 'node:fs';
import { DEFAULT_PREFIXES, isCredentialPrefix, ok, type Result, refuse } from '@gatepass/protocol';
import { Option } from 'commander';
import { EXIT } from '../exit-code.ts';
import { CANCELLED, type Failure, fail } from '../failure.ts';
import { type JsonOption, printObject } from '../output/print.ts';
import { maskSecrets } from '../scan/mask-secrets.ts';
import { plural } from '../scan/plural.ts';
import { runScan } from '../scan/run-scan.ts';
import { toSarif } from '../scan/sarif.ts';
import { documentReport, type ScanReport, type ScanTally } from '../scan/scan-report.ts';
import { STANDARD_INPUT } from '../scan/scan-sources.ts';
import { textReport } from '../scan/text-report.ts';
import type { Shell } from '../shell.ts';
import { version } from '../version.ts';
import { type AddCommand, command, type Outcome } from './cli.ts';

interface Options extends JsonOption {
  readonly sarif?: true;
  readonly prefix?: readonly string[];
  readonly allow?: readonly string[];
}

export const addScan: AddCommand = (program, { shell, does }) => {
  command(program, {
    usage: 'scan <paths...>',
    summary: `find secrets in files, in folders with all below them, and in standard input (${STANDARD_INPUT})`,
    example: 'scan .',
  })
    .addOption(new Option('--sarif', 'print SARIF 2.1.0, for code scanning').conflicts('json'))
    .option('--prefix <word>', 'look for client secrets with this prefix too; may be repeated', collect)
    .option('--allow <secret-id>', 'leave this secret out, as that of an example; may be repeated', collect)
    .addHelpText('after', HELP)
    .action(does((paths: string[], options: Options) => scan(shell, paths, options)));
};

const HELP = `
What is found is exact: prefix and checksum fit. It is shown by its id and last four characters, never whole.
Folders named .git and links in folders are left out; binary files and UTF-16 are read as well.

Exit codes: 0 nothing was found, ${EXIT.found} something was, ${EXIT.unexpected} nothing was, but not all could be read,
${EXIT.notFound} a path is not there.`;

function collect(word: string, others: readonly string[] = []): readonly string[] {
  return [...others, word];
}

async function scan(shell: Shell, paths: readonly string[], options: Options): Outcome {
  const { prefix = [], allow = [] } = options;
  // What was typed is not repeated: it may be a secret.
  if (!prefix.every(isCredentialPrefix)) return fail(EXIT.usage, '--prefix takes 2 to 16 letters or digits');
  if (!allow.every(isSecretId)) return fail(EXIT.usage, "--allow takes a secret's id, 8 letters or digits");

  const deployments = [DEFAULT_PREFIXES, ...prefix.map((clientSecret) => ({ clientSecret }))];
  const absent = paths.find((path) => path !== STANDARD_INPUT && !existsSync(path));
  if (absent !== undefined) return fail(EXIT.notFound, `there is no ${maskSecrets(absent, deployments)}`);
  if (paths.includes(STANDARD_INPUT) && shell.stdin.isTTY) {
    shell.stderr.write('reading standard input; Ctrl-D ends it\n');
  }
  const report = reportFor(shell, options);
  const tally = await runScan(
    { paths, stdin: () => shell.stdin, deployments, stop: shell.stop, allow },
    report,
  );
  // A part of a report would pass for a whole one.
  if (shell.stop.aborted) return refuse(CANCELLED);
  report.end(tally);
  return verdict(tally);
}

function isSecretId(text: string): boolean {
  return /^[0-9A-Za-z]{8}$/.test(text);
}

function reportFor(shell: Shell, options: Options): ScanReport {
  if (options.sarif) {
    return documentReport((findings, unreadable) =>
      printObject(shell, { json: true }, toSarif(version(), findings, unreadable)),
    );
  }
  if (options.json) {
    return documentReport((findings, unreadable, { scanned, bytes, allowed }) =>
      printObject(shell, options, { findings, unreadable, scanned, bytes, allowed }),
    );
  }
  return textReport(shell);
}

/** What could not be read may hold a secret: only a whole scan says that there is none. */
function verdict({ found, unreadable }: ScanTally): Result<void, Failure> {
  if (found > 0) {
    const hint =
      found === 1
        ? 'End it first, then remove it: until it is ended, whoever has read it can use it.'
        : 'End them first, then remove them: until they are ended, whoever has read them can use them.';
    return fail(EXIT.found, `${plural(found, 'secret')} found`, hint);
  }
  if (unreadable > 0) {
    return fail(EXIT.unexpected, `nothing found, but ${plural(unreadable, 'path')} could not be read`);
  }
  return ok(undefined);
}
