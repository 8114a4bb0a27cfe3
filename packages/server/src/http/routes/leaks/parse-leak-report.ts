import { ok, type Result, refuse } from '@gatepass/protocol';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Sighting } from '../../../usecases/note-exposed-secret/note-leak.ts';

/** How many credentials a report may name: anybody's, and one that GitHub has signed. */
export const MAX_ITEMS = { anonymous: 100, github: 1000 } as const;

/** Printed in lists and logs of operators, so without control characters. */
const line = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
/** Several times the longest credential. */
const credential = Type.String({ maxLength: 256 });
const url = line(2048);
const source = line(64);

const Report = Compile(
  Type.Object(
    {
      items: Type.Array(
        Type.Object(
          { secret: credential, url: Type.Optional(url), source: Type.Optional(source) },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: MAX_ITEMS.anonymous },
      ),
    },
    { additionalProperties: false },
  ),
);

/** Members that GitHub may add one day are passed over. */
const GithubReport = Compile(
  Type.Array(
    Type.Object({
      token: credential,
      type: line(256),
      url: Type.Optional(url),
      source: Type.Optional(source),
    }),
    { minItems: 1, maxItems: MAX_ITEMS.github },
  ),
);

/** What GitHub reports: the type is the name that our pattern has there. */
export interface GithubSighting extends Sighting {
  readonly type: string;
}

/** The body of `POST /api/v1/leaks`. */
export function parseReport(body: Uint8Array): Result<readonly Sighting[], 'malformed'> {
  const report = parseJson(body);
  if (!Report.Check(report)) return refuse('malformed');
  return ok(report.items.map((item) => toSighting(item.secret, item)));
}

/**
 * The body of a message of GitHub's secret scanning partner program.
 * @see {@link https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partnership-program/secret-scanning-partner-program}
 */
export function parseGithubReport(body: Uint8Array): Result<readonly GithubSighting[], 'malformed'> {
  const report = parseJson(body);
  if (!GithubReport.Check(report)) return refuse('malformed');
  return ok(report.map((item) => ({ ...toSighting(item.token, item), type: item.type })));
}

/** What is left empty says as little as what is left out. */
function toSighting(text: string, place: { readonly url?: string; readonly source?: string }): Sighting {
  return { text, url: place.url || null, source: place.source || 'unknown' };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
