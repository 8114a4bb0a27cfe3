import { ok, parseSecret, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { CredentialMaker } from '../../domain/secret/make-credential.ts';
import { type EqualDigests, matchesDigest } from '../../domain/secret/matches-digest.ts';
import type { Store } from '../../domain/store.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';

export interface ConfirmRequestDeps extends Pick<CredentialMaker, 'mac' | 'prefixes' | 'environment'> {
  readonly store: Pick<Store, 'change' | 'links' | 'requests'>;
  readonly equalDigests: EqualDigests;
}

/** All but the first two are told to those alone who have the link. */
export type ConfirmRefusal = 'link_malformed' | 'link_wrong' | 'link_used' | 'link_expired' | MoveRefusal;

/** Whoever has the link gets mail at the address of the request; from now on operators see it. Works once. */
export async function confirmRequest(
  deps: ConfirmRequestDeps,
  { requestId, now }: Pick<ChangeContext, 'requestId' | 'now'>,
  token: string,
): Promise<Result<CredentialRequest, ConfirmRefusal>> {
  const parsed = parseSecret(token, deps.prefixes.confirmToken, deps.environment);
  if (!parsed.ok) return refuse('link_malformed');
  const digest = deps.mac.digest(token);
  const link = await deps.store.links.find(parsed.value.secretId);
  const matches = matchesDigest(digest, link?.digest, deps.equalDigests);
  if (link === undefined || !matches) return refuse('link_wrong');
  const request = await deps.store.requests.find(link.subjectId);
  if (request === undefined) throw new Error('a link leads to no request');

  const context = { actor: `person:${request.contactId}`, requestId, now } as const;
  return deps.store.change<CredentialRequest, ConfirmRefusal>(context, async (change) => {
    // Read anew: of two who follow it at once, the second finds that it was used.
    const { usedAt, expiresAt } = (await change.links.find(link.id)) ?? link;
    if (usedAt !== null) return refuse('link_used');
    const draft = await findMovable(change, link.subjectId, 'confirm');
    if (!draft.ok) return draft;
    if (now >= expiresAt) return refuse('link_expired');
    await change.links.setUsed(link.id, now);
    const course = { confirmedAt: now, lapsesAt: null };
    const move = { event: 'confirm', action: 'request.confirmed', course } as const;
    return ok(await moveRequest(change, draft.value, move, now));
  });
}
