const RFC3339 =
  /^(?<date>\d{4}-\d{2}-(?<day>\d{2}))[Tt](?<time>(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?)(?<zone>[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * A moment in milliseconds since 1970; undefined for what the grammar of RFC 3339 §5.6 does not know, for a day that
 * does not exist and for a leap second, which no clock here can tell.
 */
export function parseRfc3339(text: string): number | undefined {
  const parts = RFC3339.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { date, day, time, zone } = parts as Record<'date' | 'day' | 'time' | 'zone', string>;
  // `Date` turns 31 February into March, and no date at all into NaN.
  if (new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  return Date.parse(`${date}T${time}${zone.toUpperCase()}`);
}
