/**
 * A bounded map in two generations: when the young one is full it becomes the old one, and what nobody asked for
 * since is gone with the old one before it. Holds at least `generation` entries of late use and at most twice as
 * many. Asking costs one look-up where an order of use would have to be kept at each.
 */
export class GenerationalMap<Key, Value> {
  readonly #generation: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  constructor(generation: number) {
    this.#generation = generation;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    // Gone from the old one, so that a later deletion cannot leave a former value behind.
    this.#old.delete(key);
    if (this.#young.size < this.#generation) return;
    this.#old = this.#young;
    this.#young = new Map();
  }

  delete(key: Key): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  *[Symbol.iterator](): IterableIterator<[Key, Value]> {
    yield* this.#old;
    yield* this.#young;
  }
}
