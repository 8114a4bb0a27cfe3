import type { RandomBytes } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import { type Audience, deliveredEvent } from '../../domain/delivery/delivered-events.ts';
import type { NewDelivery, NewMail } from '../../domain/delivery/delivery-stores.ts';
import { type Addressees, audiencesOf, planMails } from '../../domain/delivery/plan-mails.ts';
import { planWebhooks } from '../../domain/delivery/plan-webhooks.ts';
import { type ToldEntry, toldEntry } from '../../domain/delivery/told-entry.ts';
import type { Webhook } from '../../domain/delivery/webhook.ts';
import type { LedgerRow } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import type { PageRequest } from '../../domain/page-request.ts';
import type { Store } from '../../domain/store.ts';

export interface PlanDeliveriesDeps {
  readonly store: Pick<
    Store,
    'outbox' | 'ledger' | 'requests' | 'claims' | 'members' | 'operators' | 'partnerOf'
  >;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
  /** The text of this row is none: it was damaged, and is told to nobody. */
  readonly onDamaged: (sequence: number) => void;
}

/** Rows of the ledger that one transaction deals with. */
const ROWS = 100;

/**
 * Turns rows of the ledger into mails and messages that wait to be sent: each row once, whoever plans, since the rows
 * and the cursor that says how far they are dealt with are written together.
 */
export async function planDeliveries(deps: PlanDeliveriesDeps): Promise<void> {
  for (;;) {
    const after = await deps.store.outbox.cursor();
    const rows = await deps.store.ledger.rowsAfter(after, ROWS);
    const last = rows.at(-1);
    if (last === undefined) return;
    const told = rows
      .filter(({ action }) => deliveredEvent(action) !== undefined)
      .flatMap((row) => readEntry(deps, row) ?? []);
    const activeWebhooks = told.length === 0 ? [] : await deps.store.outbox.activeWebhooks();
    const mails: NewMail[] = [];
    const webhooks: NewDelivery[] = [];
    for (const entry of told) {
      const partnerId = await deps.store.partnerOf(entry.subject);
      mails.push(...(await mailsFor(deps, entry, partnerId)));
      webhooks.push(...messagesFor(deps, entry, partnerId, activeWebhooks));
    }
    await deps.store.outbox.plan({ after, upTo: last.sequence }, { mails, webhooks }, deps.now());
  }
}

/** What was damaged is found by `verifyLedger`; it must not keep everybody from hearing of all that follows. */
function readEntry({ onDamaged }: PlanDeliveriesDeps, row: LedgerRow): ToldEntry | undefined {
  try {
    return toldEntry(row);
  } catch {
    onDamaged(row.sequence);
    return undefined;
  }
}

async function mailsFor(
  deps: PlanDeliveriesDeps,
  entry: ToldEntry,
  partnerId: string | undefined,
): Promise<readonly NewMail[]> {
  const addressees = await addresseesOf(deps.store, entry, partnerId);
  return planMails(entry, addressees).map((mail) => ({
    ...mail,
    id: newId('mal', deps.randomBytes),
    sequence: entry.sequence,
    subjectId: entry.subject,
  }));
}

function messagesFor(
  deps: PlanDeliveriesDeps,
  entry: ToldEntry,
  partnerId: string | undefined,
  active: readonly Webhook[],
): readonly NewDelivery[] {
  return planWebhooks(entry, partnerId, active).map((webhook) => ({
    id: newId('whd', deps.randomBytes),
    webhookId: webhook.id,
    sequence: entry.sequence,
    event: entry.action,
  }));
}

async function addresseesOf(
  store: PlanDeliveriesDeps['store'],
  entry: ToldEntry,
  partnerId: string | undefined,
): Promise<Addressees> {
  const audiences = new Set<Audience>(audiencesOf(entry));
  const wantsOperators = audiences.has('approvers') || audiences.has('admins');
  return {
    contactId: audiences.has('contact') ? await contactOf(store, entry.subject) : undefined,
    members:
      audiences.has('members') && partnerId !== undefined
        ? await everyPage((page) => store.members.list({ ...page, partnerId }))
        : [],
    operators: wantsOperators ? await everyPage((page) => store.operators.list(page)) : [],
  };
}

async function contactOf(store: PlanDeliveriesDeps['store'], subject: string): Promise<string | undefined> {
  if (subject.startsWith('clm_')) return (await store.claims.find(subject))?.contactId;
  return (await store.requests.find(subject))?.contactId;
}

const PAGE = 500;

async function everyPage<Row extends { readonly id: string }>(
  list: (page: PageRequest) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (;;) {
    const page = await list({ after: all.at(-1)?.id ?? null, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
