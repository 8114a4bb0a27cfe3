import { ok, type Result, refuse } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import { type LinkMaker, makeLink } from '../../domain/link/make-link.ts';
import { mailboxOf } from '../../domain/person/mailbox.ts';
import { makeCredential } from '../../domain/secret/make-credential.ts';
import type { SecretText } from '../../domain/secret/secret-text.ts';
import type { Store } from '../../domain/store.ts';
import {
  type NewRequestDeps,
  type NewRequestRefusal,
  newRequest,
  type WantedRequest,
} from '../create-request/new-request.ts';

export interface SubmitRequestDeps extends NewRequestDeps, LinkMaker {
  readonly store: Pick<Store, 'change'>;
  /** Milliseconds in which the address must be confirmed (setting REQUEST_CONFIRM_TTL). */
  readonly confirmLifetime: number;
}

/** Requests that nobody has confirmed: more are not taken, so that no flood fills the database or goes out as mail. */
export const MAX_DRAFTS = 1000;
/** Confirmation mails for one address in a day, whoever asks for them. */
export const MAX_MAILS = 3;

export interface SubmittedRequest {
  readonly requestId: string;
  /** With which the requester comes back. */
  readonly token: SecretText;
  readonly claimCode: string;
  readonly expiresAt: number;
}

/**
 * Takes what somebody has typed into the public form, as a draft that no operator sees until its contact has followed
 * a mailed link. Past `MAX_MAILS` the draft is made without a link, and ends unconfirmed: the answer is the same, so
 * that nobody learns from it what others have sent.
 */
export async function submitRequest(
  deps: SubmitRequestDeps,
  { requestId, now }: Pick<ChangeContext, 'requestId' | 'now'>,
  wanted: WantedRequest,
): Promise<Result<SubmittedRequest, NewRequestRefusal | 'too_many_drafts'>> {
  const made = newRequest(deps, wanted, 'self_serve', now);
  if (!made.ok) return made;
  const { request, contact, claimCode, facts } = made.value;
  const token = makeCredential(deps, 'requestToken');
  const expiresAt = now + deps.confirmLifetime;
  const link = makeLink(deps, { kind: 'confirm', subjectId: request.id, expiresAt }, now);
  const addressKey = keyOf(deps, contact.email ?? '');

  return deps.store.change({ actor: `person:${contact.id}`, requestId, now }, async (change) => {
    if ((await change.requests.countDrafts()) >= MAX_DRAFTS) return refuse('too_many_drafts');
    const mailed = (await change.requests.countMailed(addressKey, now)) < MAX_MAILS;
    await change.people.insert(contact);
    await change.requests.insert({
      ...request,
      token: { id: token.id, digest: token.digest },
      addressKey: mailed ? addressKey : null,
      lapsesAt: expiresAt,
    });
    if (mailed) await change.links.insert(link);
    change.record({
      action: 'request.created',
      subject: request.id,
      before: null,
      after: { ...facts, confirmation: mailed ? 'mailed' : 'withheld' },
    });
    return ok({ requestId: request.id, token: token.text, claimCode, expiresAt });
  });
}

/** One for all spellings that reach the same mailbox, and none that tells the address. */
function keyOf({ mac }: Pick<SubmitRequestDeps, 'mac'>, email: string): string {
  const digest = mac.digest(`mailbox:${mailboxOf(email)}`);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
