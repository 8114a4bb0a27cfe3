import { toFinding } from './finding.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { ScanReport, ScanTally } from './scan-report.ts';
import { type ScanSources, scanSources } from './scan-sources.ts';

export interface ScanRequest extends ScanSources {
  /** Ids of secrets that may stand where they stand. */
  readonly allow: readonly string[];
}

/** Scans, reports what is come upon, and counts it. The end of the report is the caller's: a scan can be stopped. */
export async function runScan(request: ScanRequest, report: ScanReport): Promise<ScanTally> {
  // A file can be named by a secret.
  const shown = (path: string) => maskSecrets(path, request.deployments);
  const tally = { found: 0, allowed: 0, scanned: 0, unreadable: 0, bytes: 0 };
  for await (const event of scanSources(request)) {
    switch (event.type) {
      case 'found':
        if (request.allow.includes(event.secret.secretId)) {
          tally.allowed++;
          break;
        }
        tally.found++;
        report.found(toFinding(shown(event.path), event.secret));
        break;
      case 'scanned':
        tally.scanned++;
        tally.bytes += event.bytes;
        break;
      case 'unreadable':
        tally.unreadable++;
        report.unreadable({ path: shown(event.path), reason: event.reason });
    }
  }
  return tally;
}
