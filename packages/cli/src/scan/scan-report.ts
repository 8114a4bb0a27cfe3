import type { Finding } from './finding.ts';

/** How much a scan was. */
export interface ScanTally {
  readonly found: number;
  /** Found, but left out because they are allowed. */
  readonly allowed: number;
  /** Files and streams read to their end. */
  readonly scanned: number;
  readonly unreadable: number;
  readonly bytes: number;
}

export interface Unreadable {
  readonly path: string;
  /** The system's name for it: `EACCES`. */
  readonly reason: string;
}

/** How a scan is told. */
export interface ScanReport {
  found(finding: Finding): void;
  unreadable(file: Unreadable): void;
  end(tally: ScanTally): void;
}

/** A report that is one document, written when all is known. */
export function documentReport(
  write: (findings: readonly Finding[], unreadable: readonly Unreadable[], tally: ScanTally) => void,
): ScanReport {
  const findings: Finding[] = [];
  const unreadable: Unreadable[] = [];
  return {
    found: (finding) => findings.push(finding),
    unreadable: (file) => unreadable.push(file),
    end: (tally) => write(findings, unreadable, tally),
  };
}
