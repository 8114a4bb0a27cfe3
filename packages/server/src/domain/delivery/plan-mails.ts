import type { Member } from '../member/member.ts';
import { type Operator, roleMay } from '../operator/operator.ts';
import { type Audience, deliveredEvent, type MailTemplate } from './delivered-events.ts';
import { actorKind, type ToldEntry } from './told-entry.ts';

/** Whoever may have to be told of one row. */
export interface Addressees {
  readonly contactId: string | undefined;
  /** Of the partner concerned; nobody where it is no partner's. */
  readonly members: readonly Member[];
  readonly operators: readonly Operator[];
}

export interface MailToPlan {
  readonly template: MailTemplate;
  readonly personId: string;
}

/** The groups that hear of a row, so that no other one need be looked up. */
export function audiencesOf(entry: Pick<ToldEntry, 'action' | 'actor'>): readonly Audience[] {
  return plannedMails(entry).map(({ to }) => to);
}

/** Who gets which mail because of a row: each person one mail of a kind, and nobody without an address. */
export function planMails(entry: ToldEntry, addressees: Addressees): readonly MailToPlan[] {
  const mails = plannedMails(entry).flatMap(({ template, to }) =>
    personsOf(to, entry, addressees).map((personId) => ({ template, personId })),
  );
  return [...new Map(mails.map((mail) => [`${mail.template} ${mail.personId}`, mail])).values()];
}

function plannedMails({ action, actor }: Pick<ToldEntry, 'action' | 'actor'>) {
  const mails = deliveredEvent(action)?.mails ?? [];
  return mails.filter(({ by }) => by?.includes(actorKind(actor)) ?? true);
}

function personsOf(to: Audience, { actor }: ToldEntry, addressees: Addressees): readonly string[] {
  const { contactId, members, operators } = addressees;
  switch (to) {
    case 'contact':
      return contactId === undefined ? [] : [contactId];
    case 'members':
      return members.filter(isReachable).map(({ personId }) => personId);
    case 'approvers':
      return operators
        .filter((operator) => isReachable(operator) && roleMay(operator.role, 'approve'))
        .filter(({ id }) => actor !== `operator:${id}`)
        .map(({ personId }) => personId);
    case 'admins':
      return operators
        .filter((operator) => isReachable(operator) && roleMay(operator.role, 'administer'))
        .map(({ personId }) => personId);
  }
}

function isReachable({ status, email }: Pick<Operator, 'status' | 'email'>): boolean {
  return status === 'active' && email !== null;
}
