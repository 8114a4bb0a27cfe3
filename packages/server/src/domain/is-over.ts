/** Whether an end has come, in milliseconds; null never comes. */
export function isOver(end: number | null, now: number): boolean {
  return end !== null && now >= end;
}
