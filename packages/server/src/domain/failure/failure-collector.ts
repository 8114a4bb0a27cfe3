import type { FailedRequest } from './failed-request.ts';
import { impliesClient } from './implies-client.ts';

/** Failed requests that this server did not keep, since its start. */
export interface NotKept {
  /** Beyond the quota of their day. */
  readonly overQuota: number;
  /** While the memory for those not yet written was full. */
  readonly overflowed: number;
}

export interface FailureLimits {
  /** Failures held until they are written, at their time and not before: a flood of them must not become one of writes. */
  readonly held: number;
  /** Failures of one client, by the UTC day, on this node. */
  readonly ofOneClient: number;
  /** The same for all together whose client is not known to exist. */
  readonly ofOthers: number;
  /** Clients that have a quota of their own; further ones share that of all others. */
  readonly clients: number;
}

const DAY = 86_400_000;
const LIMITS: FailureLimits = { held: 1024, ofOneClient: 1000, ofOthers: 2000, clients: 65_536 };

/**
 * Notes refused requests until they are written. Anybody can be refused as often as he likes, so all of this is
 * bounded: what is held, and what is kept of one day. Whoever is no client of ours never takes the last quarter of the
 * room, so that a flood hides no client's failures.
 */
export class FailureCollector {
  readonly #limits: FailureLimits;
  #held: FailedRequest[] = [];
  #day = 0;
  #ofClients = new Map<string, number>();
  #ofOthers = 0;
  #overQuota = 0;
  #overflowed = 0;

  constructor(limits: FailureLimits = LIMITS) {
    this.#limits = limits;
  }

  /** Runs for each refused request. */
  note(failure: FailedRequest): void {
    const { held, clients } = this.#limits;
    this.#beginDay(Math.floor(failure.at / DAY));
    const owner = impliesClient(failure.cause) ? failure.clientId : null;
    const hasOwnQuota = owner !== null && (this.#ofClients.has(owner) || this.#ofClients.size < clients);
    const counted = hasOwnQuota ? (this.#ofClients.get(owner) ?? 0) : this.#ofOthers;
    if (counted >= (hasOwnQuota ? this.#limits.ofOneClient : this.#limits.ofOthers)) {
      this.#overQuota += 1;
      return;
    }
    if (this.#held.length >= (owner === null ? held * 0.75 : held)) {
      this.#overflowed += 1;
      return;
    }
    if (hasOwnQuota) this.#ofClients.set(owner, counted + 1);
    else this.#ofOthers += 1;
    this.#held.push(failure);
  }

  /** One that was noted and not yet taken. */
  find(requestId: string): FailedRequest | undefined {
    return this.#held.find((failure) => failure.requestId === requestId);
  }

  /** Hands over what was noted, and begins anew. */
  take(): FailedRequest[] {
    const taken = this.#held;
    this.#held = [];
    return taken;
  }

  /** Takes back what could not be written, as much as there is room for. */
  giveBack(failures: readonly FailedRequest[]): void {
    const room = Math.max(0, this.#limits.held - this.#held.length);
    this.#held = [...failures.slice(0, room), ...this.#held];
    this.#overflowed += Math.max(0, failures.length - room);
  }

  get notKept(): NotKept {
    return { overQuota: this.#overQuota, overflowed: this.#overflowed };
  }

  /** Whichever day it is, it is another one: a clock may also have been set back. */
  #beginDay(day: number): void {
    if (day === this.#day) return;
    this.#day = day;
    this.#ofClients = new Map();
    this.#ofOthers = 0;
  }
}
