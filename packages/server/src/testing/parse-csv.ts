/** Records of cells by RFC 4180 §2. Throws for what is no CSV. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  for (let at = 0; at < text.length; ) {
    const record: string[] = [];
    for (;;) {
      const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(text.slice(at));
      if (cell === null) throw new Error(`no cell at ${at}`);
      const [whole, quoted, plain = '', end] = cell;
      record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      at += whole.length;
      if (end === '\r\n') break;
    }
    records.push(record);
  }
  return records;
}
