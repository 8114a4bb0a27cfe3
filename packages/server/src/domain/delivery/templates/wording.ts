/** `Tue, 14 Nov 2023, 22:13 UTC`: the same wherever it is read. */
export function momentInWords(milliseconds: number): string {
  const [weekday, day, month, year, time = ''] = new Date(milliseconds).toUTCString().split(' ');
  return `${weekday} ${Number(day)} ${month} ${year}, ${time.slice(0, 5)} UTC`;
}

/** What somebody typed, on one line and within quotes, so that nobody takes it for our words. */
export function quoted(text: string | null): string {
  const line = (text ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return `"${line.length > 200 ? `${line.slice(0, 199)}…` : line}"`;
}

/** A text of several lines, each marked as somebody else's words. */
export function quotedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line.replaceAll(/\p{C}/gu, '')}`)
    .join('\n');
}

/** Paragraphs, with the deployment's name below them. */
export function letter(issuer: string, ...paragraphs: readonly string[]): string {
  return `${[...paragraphs, `--\nGatepass at ${issuer}.`].join('\n\n')}\n`;
}
