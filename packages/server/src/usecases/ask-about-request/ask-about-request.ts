import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Store } from '../../domain/store.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';
import { type WriteMessageDeps, writeMessage } from '../move-request/write-message.ts';

export interface AskAboutRequestDeps extends WriteMessageDeps {
  readonly store: Pick<Store, 'change'>;
  /** Milliseconds after which a question without an answer lapses the request (setting REQUEST_ANSWER_TTL). */
  readonly answerLifetime: number;
}

/** Asks whoever wants credentials. An approval from before is void: it was given without knowing the answer. */
export function askAboutRequest(
  deps: AskAboutRequestDeps,
  context: ChangeContext,
  wanted: { readonly id: string; readonly operatorId: string; readonly text: string },
): Promise<Result<CredentialRequest, MoveRefusal>> {
  const { now } = context;
  return deps.store.change(context, async (change) => {
    const request = await findMovable(change, wanted.id, 'ask');
    if (!request.ok) return request;
    const message = { kind: 'question', author: wanted.operatorId, text: wanted.text } as const;
    const facts = await writeMessage(change, deps, request.value, message, now);
    await change.requests.removeApprovals(wanted.id);
    const lapsesAt = now + deps.answerLifetime;
    const move = { event: 'ask', action: 'request.asked', course: { lapsesAt }, facts } as const;
    return ok(await moveRequest(change, request.value, move, now));
  });
}
