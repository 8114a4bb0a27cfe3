/**
 * What is taken for one mailbox: in lower case, without a tag after a plus sign and without dots before the at sign,
 * as the large providers read addresses. For counting and comparing only: it may take two mailboxes for one, and
 * mail goes to the address as it was written.
 */
export function mailboxOf(address: string): string {
  const lower = address.toLowerCase();
  const at = lower.lastIndexOf('@');
  const local = lower.slice(0, at).split('+', 1)[0] ?? '';
  return local.replaceAll('.', '') + lower.slice(at);
}
