/** Milliseconds; NaN where there is no such time, null where none was given. */
export function toMilliseconds(timestamp: string | undefined): number | null {
  return timestamp === undefined ? null : Date.parse(timestamp);
}
