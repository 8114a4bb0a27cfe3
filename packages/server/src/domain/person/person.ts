/** Somebody by name: an operator, a member of a partner, or whoever asked for credentials. Erased, the id stays. */
export interface Person {
  readonly id: string;
  readonly name: string | null;
  /** In lower case. */
  readonly email: string | null;
  /** For digests of this person's texts in the ledger; without it they say nothing. Null once erased. */
  readonly salt: string | null;
  readonly erasedAt: number | null;
  readonly createdAt: number;
}
