import type { KeyedRequest } from '../idempotency/keyed-request.ts';

/** The version of an object that a change was made for. */
export interface ExpectedVersion {
  /** Its id, as the ledger names it. */
  readonly subject: string;
  /** Any of these: the number of the last ledger row about it, 0 where no row is kept. */
  readonly sequences: readonly number[];
}

/**
 * What a request asks of the change that it brings about, whatever the change is. The store holds them inside the
 * transaction; no use case knows of them, so where one is not met, an exception carries that past the use case.
 */
export interface ChangeConditions {
  /** Else nothing is changed: `ChangedMeanwhile`. Also asked of a rehearsal, and of a change that finds nothing to do. */
  readonly expected?: ExpectedVersion;
  /** Notes the request beside its change. Where it is noted already, nothing is changed: `AlreadyNoted`. */
  readonly keyed?: KeyedRequest;
}

/** The object is not of the expected version any more. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** Another server has just done what this request asks for, under the same key. */
export class AlreadyNoted extends Error {
  override readonly name = 'AlreadyNoted';
}
