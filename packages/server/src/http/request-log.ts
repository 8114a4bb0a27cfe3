import { type DestinationStream, destination, type Logger, pino } from 'pino';

/** What a line about a request may say. Nothing else of a request is ever logged: no header, body, query or token. */
export interface RequestLine {
  readonly request_id: string;
  readonly method: string;
  /** The route's pattern, never the URL that was sent. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Why it was refused, where it was. */
  readonly cause?: string;
  /** Who asked, once that is known. */
  readonly client_id?: string;
  readonly operator_id?: string;
}

export type LineLevel = 'info' | 'debug';

/** Lines about requests. */
export interface RequestLog {
  /** Whether lines of this level are written at all. */
  wants(level: LineLevel): boolean;
  write(line: RequestLine, level: LineLevel): void;
  /** A request that failed for a bug or an outage. */
  failure(requestId: string, error: unknown): void;
}

/** The last net, should a credential ever get into a line: whatever looks like one is blacked out. */
const CREDENTIAL =
  /\b((?:[0-9A-Za-z]{2,16}_(?:test_)?[0-9A-Za-z]{8})[0-9A-Za-z]{49}|eyJ[\w-]+\.[\w-]+\.[\w-]+)/g;

/**
 * Lines are written together, just below what the stream takes at once: a flood of refusals must not cost a system
 * call each. A stop writes what is left.
 */
const BUFFER_BYTES = 16_000;
const FLUSH_MILLISECONDS = 250;

export function createLog(level: string, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: (line) => line.replace(CREDENTIAL, '[credential]') },
    },
    stream ??
      destination({ dest: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MILLISECONDS }),
  );
}

export function createRequestLog(log: Logger): RequestLog {
  const wanted = { info: log.isLevelEnabled('info'), debug: log.isLevelEnabled('debug') };
  return {
    wants: (level) => wanted[level],
    write(line, level) {
      log[level](line, line.status >= 400 ? 'refused' : 'answered');
    },
    failure(requestId, error) {
      log.error(
        { request_id: requestId, error: stackOf(error), reason: stackOf(causeOf(error)) },
        'request failed',
      );
    },
  };
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
