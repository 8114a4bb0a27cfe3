import { addAbortSignal, type Readable } from 'node:stream';
import { type CredentialPrefixes, createSecretScanner, type FoundSecret } from '@gatepass/protocol';
import { errorCode } from '../environment-variable.ts';
import { filesBelow } from './files-below.ts';
import { readChunks } from './read-chunks.ts';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

export interface ScanSources {
  readonly paths: readonly string[];
  readonly stdin: () => Readable;
  readonly deployments: readonly Partial<CredentialPrefixes>[];
  readonly stop: AbortSignal;
}

/** Something that a scan comes upon. */
export type ScanEvent =
  | { readonly type: 'found'; readonly path: string; readonly secret: FoundSecret }
  /** It was read to its end. */
  | { readonly type: 'scanned'; readonly path: string; readonly bytes: number }
  /** A file or folder that could not be read, or not to its end; `reason` is the system's name for it. */
  | { readonly type: 'unreadable'; readonly path: string; readonly reason: string };

/**
 * Scans files, folders with all that is below them, and standard input, one after the other and piece by piece. Ends
 * early when it is told to stop.
 */
export async function* scanSources(sources: ScanSources): AsyncGenerator<ScanEvent> {
  for (const root of sources.paths) {
    if (root === STANDARD_INPUT) {
      yield* scanOne(sources, root, addAbortSignal(sources.stop, sources.stdin()));
      continue;
    }
    for await (const { path, unreadable } of filesBelow(root)) {
      if (sources.stop.aborted) return;
      if (unreadable === undefined) yield* scanOne(sources, path, readChunks(path));
      else yield { type: 'unreadable', path, reason: unreadable };
    }
  }
}

async function* scanOne(
  { deployments, stop }: ScanSources,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ScanEvent> {
  const scanner = createSecretScanner(deployments);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (stop.aborted) return;
      bytes += chunk.length;
      for (const secret of scanner.push(chunk)) yield { type: 'found', path, secret };
    }
  } catch (error) {
    if (!stop.aborted) yield { type: 'unreadable', path, reason: errorCode(error) };
    return;
  }
  yield { type: 'scanned', path, bytes };
}
