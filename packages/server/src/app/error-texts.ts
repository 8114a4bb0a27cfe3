/** What a log says of an error that the world has brought about. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What it says of one of our own: where it came from. */
export function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : String(error);
}
