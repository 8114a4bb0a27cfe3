import { printable } from '../output/printable.ts';
import type { Shell } from '../shell.ts';
import { ABOUT, cureOf } from './finding.ts';
import { plural } from './plural.ts';
import type { ScanReport } from './scan-report.ts';

/** For people, each finding as soon as it is met: two lines, of which the first is as compilers write theirs. */
export function textReport(shell: Shell): ScanReport {
  return {
    found(finding) {
      const { path, line, column, kind, environment, masked, sha256 } = finding;
      const what = `${ABOUT[kind].name} ${masked} of the ${environment} environment, SHA-256 ${sha256}`;
      shell.stdout.write(`${printable(path)}:${line}:${column}: ${what}\n  ${cureOf(finding)}\n`);
    },
    unreadable({ path, reason }) {
      shell.stderr.write(`${printable(path)}: cannot be read (${reason})\n`);
    },
    end({ found, allowed, scanned, unreadable }) {
      if (found > 0 || unreadable > 0) return;
      const left = allowed === 0 ? '' : `, ${plural(allowed, 'secret')} allowed`;
      shell.stdout.write(`nothing found in ${plural(scanned, 'file')}${left}\n`);
    },
  };
}
