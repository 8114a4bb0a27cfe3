import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Change } from '../../domain/store.ts';

/**
 * Removes what a draft said, and whom it named: it was never shown that they had anything to do with it. How often
 * their address was written to goes on counting.
 */
export async function forgetDraft(
  change: Pick<Change, 'requests' | 'people' | 'links' | 'record'>,
  request: CredentialRequest,
  now: number,
): Promise<CredentialRequest> {
  const { id, contactId } = request;
  await change.links.endOf(id, now);
  await change.requests.eraseTextsOf(contactId);
  await change.people.erase(contactId, now);
  change.record({
    action: 'person.erased',
    subject: contactId,
    before: { erased: false },
    after: { erased: true },
  });
  return { ...request, platformName: null, purpose: null };
}
