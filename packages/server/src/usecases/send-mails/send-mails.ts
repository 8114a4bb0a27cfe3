import { ok, type RandomBytes, type Result, refuse } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { SettledMail } from '../../domain/delivery/delivery-stores.ts';
import type { Mail } from '../../domain/delivery/mail.ts';
import type { DropReason, MailText } from '../../domain/delivery/mail-facts.ts';
import type { MailTransport } from '../../domain/delivery/mail-transport.ts';
import { jittered, mailDelay } from '../../domain/delivery/retry-delays.ts';
import { writeMail } from '../../domain/delivery/write-mail.ts';
import type { Store } from '../../domain/store.ts';
import { type ReadMailFactsDeps, readMailFacts } from './read-mail-facts.ts';
import type { Settling } from './settling.ts';

export interface SendMailsDeps extends ReadMailFactsDeps {
  readonly store: ReadMailFactsDeps['store'] & Pick<Store, 'mailQueue' | 'people' | 'links'>;
  readonly transport: MailTransport;
  readonly settling: Settling;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
  readonly onSent: () => void;
  /** It is sent again although it may have arrived. */
  readonly onRepeated: (mail: Mail) => void;
  /** A bug or an outage kept it from being handed over. */
  readonly onError: (mail: Mail, error: unknown) => void;
  /** It is given up. */
  readonly onFailed: (mail: Mail, error: string) => void;
}

/** Longer than any attempt takes: what is still being sent after so many milliseconds was interrupted. */
const ATTEMPT_ENDS_WITHIN = 15 * 60_000;

/**
 * Sends the oldest mail that is due, and says whether there was one. That it is being sent is committed before the
 * mail server hears of it, and that it was sent after the server has said so: a process that is killed in between
 * sends it again, and it is counted.
 */
export async function sendNextMail(deps: SendMailsDeps): Promise<boolean> {
  await deps.settling.retry();
  const now = deps.now();
  const taken = await deps.store.mailQueue.take(now, now + ATTEMPT_ENDS_WITHIN);
  if (taken === undefined) return false;
  const { delivery: mail } = taken;
  if (taken.wasInterrupted) deps.onRepeated(mail);
  const { settled, forget } = await attempt(deps, mail).catch((error: unknown) => {
    deps.onError(mail, error);
    return { settled: postponed(deps, mail, 'it could not be sent; the log says why'), forget: undefined };
  });
  if (settled.mayHaveArrived) deps.onRepeated(mail);
  await deps.settling.settle(async () => {
    await deps.store.mailQueue.settle(mail, settled);
    if (forget !== undefined) await deps.store.links.forget(forget);
  });
  if (settled.state === 'sent') deps.onSent();
  if (settled.state === 'failed') deps.onFailed(mail, settled.error ?? '');
  return true;
}

interface Attempted {
  readonly settled: SettledMail;
  /** The link whose token is needed no more. */
  readonly forget?: string;
}

async function attempt(deps: SendMailsDeps, mail: Mail): Promise<Attempted> {
  const written = await write(deps, mail);
  if (!written.ok) return { settled: ended(mail, 'dropped', written.refusal) };
  const { to, subject, text, linkId } = written.value;
  const sent = await deps.transport.send({ id: mail.id, to, subject, text, at: mail.createdAt });
  if (sent.ok) {
    const settled = { ...ended(mail, 'sent', null), sentAt: deps.now() };
    return { settled, ...(linkId !== undefined && { forget: linkId }) };
  }
  const { error, retry, mayHaveArrived } = sent.refusal;
  if (retry === 'never') return { settled: ended(mail, 'failed', error) };
  const settled = postponed(deps, mail, error);
  return { settled: { ...settled, mayHaveArrived: mayHaveArrived && settled.state === 'queued' } };
}

/** Until its next attempt, or for ever after the last one. */
function postponed(deps: Pick<SendMailsDeps, 'now' | 'randomBytes'>, mail: Mail, error: string): SettledMail {
  const delay = mailDelay(mail.attempts);
  if (delay === undefined) return ended(mail, 'failed', error);
  const nextAt = deps.now() + jittered(delay, deps.randomBytes);
  return { state: 'queued', nextAt, error, sentAt: null, mayHaveArrived: false };
}

function ended(mail: Mail, state: 'sent' | 'failed' | 'dropped', error: string | null): SettledMail {
  return { state, nextAt: mail.nextAt, error, sentAt: null, mayHaveArrived: false };
}

/** Text and address as they are now. Both are read at the last moment: people move, and are forgotten. */
async function write(
  deps: SendMailsDeps,
  mail: Mail,
): Promise<Result<MailText & { readonly to: string }, DropReason>> {
  const person = await deps.store.people.find(mail.personId);
  if (person === undefined || person.email === null) return refuse('person_gone');
  const facts = await readMailFacts(deps, mail, deps.now());
  if (facts === undefined) return refuse('row_gone');
  const written = writeMail(mail.template, facts);
  return written.ok ? ok({ ...written.value, to: person.email }) : written;
}
