/** Names the platform's manager account on every write. Compared without regard to case, like any header name. */
export const PARENT_ACCOUNT_HEADER = 'X-Platform-Parent-Account-Id';

/** Account ids are compared as exact strings: no trimming, no case folding, no numbers. */
export function isAccountId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(text);
}

/** Every other method is a write, unknown ones too: a mistake here must ask for more, never for less. */
const READ_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Method names are case-sensitive (RFC 9110 §9.1), so `get` is a write. */
export function isWrite(method: string): boolean {
  return !READ_METHODS.has(method);
}
