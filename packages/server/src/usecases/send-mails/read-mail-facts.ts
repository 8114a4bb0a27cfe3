import type { Mail } from '../../domain/delivery/mail.ts';
import type { MailFacts, MailLink } from '../../domain/delivery/mail-facts.ts';
import { toldEntry } from '../../domain/delivery/told-entry.ts';
import { type LinkOpener, linkAddress } from '../../domain/link/link-address.ts';
import { isLiveLink } from '../../domain/link/mailed-link.ts';
import type { Store } from '../../domain/store.ts';

export interface ReadMailFactsDeps extends LinkOpener {
  readonly store: Pick<Store, 'ledger' | 'requests' | 'claims' | 'links'>;
}

/** Reads what a mail is written from; undefined where the row that it tells of was removed. */
export async function readMailFacts(
  deps: ReadMailFactsDeps,
  { sequence, subjectId }: Pick<Mail, 'sequence' | 'subjectId'>,
  now: number,
): Promise<MailFacts | undefined> {
  const { ledger, requests, claims } = deps.store;
  const [row] = await ledger.rowsAfter(sequence - 1, 1);
  if (row?.sequence !== sequence) return undefined;
  const claim = subjectId.startsWith('clm_') ? await claims.find(subjectId) : undefined;
  const requestId = claim?.requestId ?? subjectId;
  const request = requestId.startsWith('req_') ? await requests.find(requestId) : undefined;
  const messages = request === undefined ? [] : await requests.messages(request.id);
  const question = messages.findLast(({ kind }) => kind === 'question');
  return {
    issuer: deps.issuer,
    entry: toldEntry(row),
    request,
    question: question?.text ?? undefined,
    claim,
    link: await readLink(deps, subjectId, now),
    now,
  };
}

/** The link of a request or a claim, as long as it leads anywhere. */
async function readLink(
  deps: ReadMailFactsDeps,
  subjectId: string,
  now: number,
): Promise<MailLink | undefined> {
  const kind = subjectId.startsWith('clm_') ? 'claim' : subjectId.startsWith('req_') ? 'confirm' : undefined;
  const link = kind && (await deps.store.links.latestOf(subjectId, kind));
  if (link === undefined || !isLiveLink(link, now)) return undefined;
  const address = linkAddress(deps, link);
  return address === undefined ? undefined : { id: link.id, address, expiresAt: link.expiresAt };
}
