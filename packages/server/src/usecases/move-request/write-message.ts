import type { RandomBytes } from '@gatepass/protocol';
import type { Facts, Sha256 } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import { saltedDigest } from '../../domain/person/salted-digest.ts';
import type { CredentialRequest, RequestMessage } from '../../domain/request/credential-request.ts';
import type { Change } from '../../domain/store.ts';

export interface WriteMessageDeps {
  readonly randomBytes: RandomBytes;
  readonly sha256: Sha256;
}

/**
 * Adds a message to the thread of a request.
 * @returns what the ledger gets of it: never the text
 */
export async function writeMessage(
  change: Pick<Change, 'requests' | 'people'>,
  deps: WriteMessageDeps,
  request: CredentialRequest,
  wanted: Pick<RequestMessage, 'kind' | 'author'> & { readonly text: string },
  now: number,
): Promise<Facts> {
  const id = newId('msg', deps.randomBytes);
  await change.requests.insertMessage({ ...wanted, id, requestId: request.id, createdAt: now });
  const salt = (await change.people.find(request.contactId))?.salt ?? null;
  return { message_id: id, text_digest: saltedDigest(deps.sha256, salt, wanted.text) };
}
