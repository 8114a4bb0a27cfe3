/** What stands in the place of a secret wherever one gets by mistake. */
const MARK = '[secret]';

/**
 * The text of a secret that was just made. It is a type of its own so that no log, fact or answer takes one by
 * accident: it does not fit where a string does, and whatever prints it prints a mark. Only `reveal` gives it away,
 * and belongs where the one answer is written that tells it.
 */
export class SecretText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MARK;
  }

  toJSON(): string {
    return MARK;
  }

  /** Node's `inspect`, and so `console.log` and what assertions say, by its public symbol. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MARK;
  }
}
