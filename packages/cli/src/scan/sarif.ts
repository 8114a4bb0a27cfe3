import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ABOUT, cureOf, type Finding, type FindingKind } from './finding.ts';
import type { Unreadable } from './scan-report.ts';

/** Their order is that of `ruleIndex`. */
const RULES: readonly FindingKind[] = ['client_secret', 'operator_token', 'api_key'];

/** Findings as SARIF 2.1.0 (OASIS), for code scanning of forges. No secret is in it, nor any text around one. */
export function toSarif(
  version: string,
  findings: readonly Finding[],
  unreadable: readonly Unreadable[],
): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gatepass scan', version, rules: RULES.map(rule) } },
        columnKind: 'unicodeCodePoints',
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map(notification),
          },
        ],
        results: findings.map(result),
      },
    ],
  };
}

function rule(kind: FindingKind): object {
  const { name, cure } = ABOUT[kind];
  return {
    id: `gatepass/${kind}`,
    shortDescription: { text: `Exposed ${name}` },
    fullDescription: { text: `Whoever can read the file can use this ${name} of Gatepass.` },
    help: { text: `What to do: ${cure}` },
    defaultConfiguration: { level: 'error' },
    // How GitHub ranks it: critical.
    properties: { tags: ['security'], 'security-severity': '9.5' },
  };
}

function result(finding: Finding): object {
  const { kind, masked, environment, sha256 } = finding;
  return {
    ruleId: `gatepass/${kind}`,
    ruleIndex: RULES.indexOf(kind),
    level: 'error',
    message: {
      text: `Exposed ${ABOUT[kind].name} ${masked} of the ${environment} environment. What to do: ${cureOf(finding)}`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(finding.path) },
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.line,
            endColumn: finding.end_column,
            byteOffset: finding.offset,
            byteLength: finding.length,
          },
        },
      },
    ],
    // The same secret in two places is two results.
    partialFingerprints: { 'secretSha256/v1': sha256 },
  };
}

function notification({ path, reason }: Unreadable): object {
  return {
    level: 'error',
    message: { text: `It could not be read (${reason}).` },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(path) } } }],
  };
}

/** Below the current folder relative to it, as forges expect it; else absolute. */
function toUri(path: string): string {
  const url = pathToFileURL(resolve(path)).href;
  const below = relative('.', path);
  if (below === '' || below === '..' || below.startsWith(`..${sep}`)) return url;
  const base = pathToFileURL(`${resolve('.')}${sep}`).href;
  // A colon in the first segment would make it a scheme (RFC 3986 §4.2).
  return url.startsWith(base) ? url.slice(base.length).replaceAll(':', '%3A') : url;
}
