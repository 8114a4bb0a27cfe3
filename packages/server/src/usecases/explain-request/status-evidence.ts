import { formatScope, type Status } from '@gatepass/protocol';
import { sayWhen } from '../../domain/failure/say-when.ts';
import type { LedgerAction } from '../../domain/ledger/ledger-actions.ts';
import type { StatusChange } from '../../domain/status-change.ts';
import type { Asker } from './asker.ts';
import type { EvidenceStore, ReadEvidence } from './evidence-sources.ts';
import { reasonEvidence } from './reason-evidence.ts';

/** Who the client is, whether it may act, until when, and how it has to prove itself. */
export const clientEvidence: ReadEvidence = async ({ store, failure, asker, client }) => {
  const { settings } = client;
  const status = await statusSince(store, client.id, client.status, 'client.disabled', failure.at);
  return [
    `Client ${client.id} "${client.name}" was made on ${sayWhen(client.createdAt, failure.at)}; it is ${status}.`,
    ...statusReason(asker, client),
    ...(settings.endsAt === null
      ? []
      : [
          `Its approval ${settings.endsAt <= failure.at ? 'ended' : 'ends'} on ${sayWhen(settings.endsAt, failure.at)}.`,
        ]),
    `It proves itself with ${settings.authMethod === 'client_secret' ? 'a client_secret' : 'a key (private_key_jwt)'}.`,
  ];
};

/** What it was granted. What it asked for is not kept. */
export const scopeEvidence: ReadEvidence = async ({ client }) => [
  `The client was granted the scope: ${formatScope(client.scope)}.`,
];

export const partnerEvidence: ReadEvidence = async ({ store, failure, asker, client }) => {
  const partner = await store.partners.find(client.partnerId);
  if (partner === undefined) return [];
  const status = await statusSince(store, partner.id, partner.status, 'partner.disabled', failure.at);
  return [
    `Partner ${partner.id} "${partner.name}" is ${status}.`,
    ...statusReason(asker, partner),
    ...endEvidence(partner, failure.at),
  ];
};

export const accountEvidence: ReadEvidence = async ({ store, failure, asker, client }) => {
  const account = await store.accounts.find(client.parentAccountId);
  if (account === undefined) return [];
  const status = await statusSince(store, account.id, account.status, 'account.disabled', failure.at);
  return [
    `Parent account ${account.id} is ${status}.`,
    ...statusReason(asker, account),
    ...endEvidence(account, failure.at),
  ];
};

function endEvidence({ endsAt }: { readonly endsAt: number | null }, at: number): readonly string[] {
  return endsAt === null ? [] : [`It ${endsAt <= at ? 'ended' : 'ends'} on ${sayWhen(endsAt, at)}.`];
}

function statusReason(
  asker: Asker,
  { status, statusChange }: { readonly status: Status; readonly statusChange: StatusChange | null },
): readonly string[] {
  const what = status === 'disabled' ? 'disabled' : 'enabled again';
  return reasonEvidence(asker, what, statusChange?.reason);
}

/** As it is now; the ledger knows when it was last disabled, also where that has been undone since. */
async function statusSince(
  store: Pick<EvidenceStore, 'ledger'>,
  subject: string,
  status: Status,
  disabling: LedgerAction,
  requestAt: number,
): Promise<string> {
  const row = await store.ledger.lastOf(subject, disabling);
  if (row === undefined) return `${status} now`;
  const { time } = JSON.parse(row.entry) as { readonly time: string };
  return `${status} now, and was last disabled on ${sayWhen(Date.parse(time), requestAt)}`;
}
