import { ok, type Result } from '@gatepass/protocol';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { CredentialRequest } from '../../domain/request/credential-request.ts';
import type { Store } from '../../domain/store.ts';
import { findMovable, type MoveRefusal, moveRequest } from '../move-request/move-request.ts';
import { type WriteMessageDeps, writeMessage } from '../move-request/write-message.ts';

export interface AnswerRequestDeps extends WriteMessageDeps {
  readonly store: Pick<Store, 'change'>;
}

/** The answer to a question: by whoever wants credentials, or typed in by an operator who was told it. */
export function answerRequest(
  deps: AnswerRequestDeps,
  context: ChangeContext,
  wanted: { readonly id: string; readonly author: string; readonly text: string },
): Promise<Result<CredentialRequest, MoveRefusal>> {
  const { now } = context;
  return deps.store.change(context, async (change) => {
    const request = await findMovable(change, wanted.id, 'answer');
    if (!request.ok) return request;
    const message = { kind: 'answer', author: wanted.author, text: wanted.text } as const;
    const facts = await writeMessage(change, deps, request.value, message, now);
    const move = { event: 'answer', action: 'request.answered', course: { lapsesAt: null }, facts } as const;
    return ok(await moveRequest(change, request.value, move, now));
  });
}
