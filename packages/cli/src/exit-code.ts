/** What the process says to whoever started it. Scripts rely on these: they never change their meaning. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  notFound: 3,
  notAuthenticated: 4,
  forbidden: 5,
  conflict: 6,
  rateLimited: 7,
  unavailable: 8,
  /** `scan` did what it was asked to, and found secrets. */
  found: 9,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For an HTTP status that is no success. What the server refuses as malformed was typed by the person. */
export function exitCodeForStatus(status: number): ExitCode {
  switch (status) {
    case 400:
    case 413:
    case 422:
      return EXIT.usage;
    case 401:
      return EXIT.notAuthenticated;
    case 403:
      return EXIT.forbidden;
    case 404:
    case 410:
      return EXIT.notFound;
    case 409:
      return EXIT.conflict;
    case 429:
      return EXIT.rateLimited;
    default:
      return status >= 500 ? EXIT.unavailable : EXIT.unexpected;
  }
}
