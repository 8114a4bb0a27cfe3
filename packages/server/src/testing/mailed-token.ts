import { readOutbox, type System } from '@gatepass/testing';

/** The token of the link that the mails about a request or a claim tell, the latest where there are several. */
export async function mailedToken(
  system: Pick<System, 'dataDir' | 'work'>,
  subjectId: string,
): Promise<string> {
  await system.work();
  const texts = (await readOutbox(system.dataDir)).map(({ text }) => text);
  const tokens = texts
    .filter((text) => text.includes(subjectId))
    .flatMap((text) => /#(rs\w+)$/m.exec(text)?.[1] ?? []);
  const latest = tokens.at(-1);
  if (latest === undefined) throw new Error(`no mail tells a link for ${subjectId}`);
  return latest;
}
