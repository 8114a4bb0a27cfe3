/** When something was last disabled or enabled again, and why: an operator's free text, for operators alone. */
export interface StatusChange {
  /** Milliseconds. */
  readonly at: number;
  readonly reason: string;
}
