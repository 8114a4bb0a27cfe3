/** Whether a text can be stored and sent back as it is: half a surrogate pair has no UTF-8 (RFC 3629 §3). */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Whether a text fits on one line of a list or a log. */
export function isOneLine(text: string): boolean {
  return isWellFormed(text) && !/[\p{Cc}\u2028\u2029]/u.test(text);
}
