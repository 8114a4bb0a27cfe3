import { DELIVERED_EVENTS } from './delivered-events.ts';

/** A webhook may name so many events at the most; all there are fit. */
export const MAX_EVENTS = 100;

/** `secret.expiring`, `secret.*` or `*`, and in no case one that nothing could ever match. */
export function isEventFilter(text: string): boolean {
  return Object.keys(DELIVERED_EVENTS).some((event) => matches(text, event));
}

/** Whether one of the filters lets this event pass. */
export function isWanted(filters: readonly string[], event: string): boolean {
  return filters.some((filter) => matches(filter, event));
}

function matches(filter: string, event: string): boolean {
  if (filter === '*' || filter === event) return true;
  // The dot stays: `secret.*` is no word for what another noun's name begins with.
  return filter.endsWith('.*') && event.startsWith(filter.slice(0, -1));
}
