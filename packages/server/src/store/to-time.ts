/** PostgreSQL's driver gives 64-bit integers as text. */
export function toTime(value: number | null): number | null {
  return value === null ? null : Number(value);
}
