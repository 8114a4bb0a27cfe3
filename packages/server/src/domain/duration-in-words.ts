const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Milliseconds as a person would say them, in the largest unit that they fill: `3 days`, `1 minute`, `0 seconds`. */
export function durationInWords(milliseconds: number): string {
  const unit = UNITS.find(([, size]) => milliseconds >= size);
  if (unit === undefined) return counted(Math.floor(Math.max(0, milliseconds) / 1000), 'second');
  return counted(Math.floor(milliseconds / unit[1]), unit[0]);
}

/** `1,204 uses`, `1 use`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2 minutes ago`. */
export function agoInWords(moment: number, now: number): string {
  return now - moment < 1000 ? 'just now' : `${durationInWords(now - moment)} ago`;
}
