import type { Status } from '@gatepass/protocol';

/** Where a list goes on: after this id, so many at the most. Lists are in the order of ids. */
export interface PageRequest {
  readonly after: string | null;
  readonly limit: number;
}

/** Which ones of a list; all of them where it says nothing. */
export interface ListFilter {
  readonly status?: Status;
  /** A part of the name. Capital letters are as good as small ones, in ASCII at the least. */
  readonly nameContains?: string;
}
