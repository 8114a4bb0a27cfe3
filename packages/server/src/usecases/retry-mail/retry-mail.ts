import { ok, type Result, refuse } from '@gatepass/protocol';
import type { Mail } from '../../domain/delivery/mail.ts';
import type { ChangeContext } from '../../domain/ledger/ledger-entry.ts';
import type { Store } from '../../domain/store.ts';

/** Queues a mail again that could not be sent, as if it had never been tried. One that waits goes at once. */
export function retryMail(
  deps: { readonly store: Pick<Store, 'change'> },
  context: ChangeContext,
  id: string,
): Promise<Result<Mail, 'mail_unknown' | 'mail_not_waiting'>> {
  return deps.store.change(context, async (change) => {
    const mail = await change.mails.find(id);
    if (mail === undefined) return refuse('mail_unknown');
    if (mail.state !== 'failed' && mail.state !== 'queued') return refuse('mail_not_waiting');
    await change.mails.requeue(id, context.now);
    const queued = { ...mail, state: 'queued', attempts: 0, nextAt: context.now, error: null } as const;
    change.record({
      action: 'mail.retried',
      subject: id,
      before: { state: mail.state, attempts: mail.attempts },
      after: { state: queued.state, attempts: queued.attempts },
    });
    return ok(queued);
  });
}
