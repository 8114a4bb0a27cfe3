import { ok, refuse } from '@gatepass/protocol';
import { counted } from '../../duration-in-words.ts';
import type { Facts } from '../../ledger/ledger-entry.ts';
import type { WriteMail } from '../mail-facts.ts';
import { letter, momentInWords } from './wording.ts';

export const secretExpiring: WriteMail = ({ issuer, entry, now }) => {
  const client = fact(entry.after, 'client_id');
  const expiresAt = Date.parse(fact(entry.after, 'expires_at'));
  if (!(now < expiresAt)) return refuse('out_of_date');
  return ok({
    subject: `A secret of ${client} ends in ${counted(Number(fact(entry.after, 'days')), 'day')} or sooner`,
    text: letter(
      issuer,
      `The secret ${entry.subject} of the client ${client} ends on ${momentInWords(expiresAt)}. After that it gets no token.`,
      'Replace it before: make a new one, deploy it, see it in use, and retire the old one.',
      `gatepass secrets rotate ${client}`,
    ),
  });
};

export const secretExposed: WriteMail = ({ issuer, entry }) => {
  const client = fact(entry.after, 'client_id');
  return ok({
    subject: `Alarm: a secret of ${client} was seen where none may be`,
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} the secret ${entry.subject} of the client ${client} was seen where none may be (${fact(entry.after, 'where')}). Whoever else has seen it can get tokens in the name of this client.`,
      `Replace it now: gatepass secrets rotate ${client}`,
      `If somebody is using it already, revoke it at once: gatepass secrets revoke ${entry.subject}`,
    ),
  });
};

function fact(facts: Facts | null, name: string): string {
  return String(facts?.[name] ?? 'unknown');
}
