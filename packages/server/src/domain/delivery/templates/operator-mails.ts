import { ok } from '@gatepass/protocol';
import type { Facts } from '../../ledger/ledger-entry.ts';
import type { WriteMail } from '../mail-facts.ts';
import { letter, momentInWords } from './wording.ts';

const DEEDS: Readonly<Record<string, string>> = {
  'request.approved_alone': 'approved a request alone that needs a second person',
  'rules.changed_alone': 'changed alone the rules for approving requests, which needs a second person',
};

/** To every admin, the one who did it among them: whoever stole an admin's token did not tell the admin. */
export const breakGlass: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: `Break-glass: ${entry.action} on ${entry.subject}`,
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} ${entry.actor} ${DEEDS[entry.action] ?? 'acted alone'} (${entry.subject}).`,
      'If you know of no emergency, treat this as an attack: disable the operator, and look at what else they did.',
      `gatepass audit tail --actor ${entry.actor}`,
    ),
  });

export const rulesProposed: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: 'Laxer rules for approving requests were proposed',
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} ${entry.actor} proposed these rules for approving requests:`,
      inLines(entry.after),
      'They hold when another admin agrees: gatepass rules show',
    ),
  });

export const rulesChanged: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: 'The rules for approving requests were changed',
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} ${entry.actor} changed the rules for approving requests. From now on:`,
      inLines(entry.after),
      'Look at them: gatepass rules show',
    ),
  });

export const operatorExposed: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: `Alarm: a token of operator ${entry.subject} has leaked`,
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} a token of the operator ${entry.subject} was found where it leaked. It goes on working.`,
      `See them, and revoke it now: gatepass operator-tokens list ${entry.subject}`,
      `Then see what was done with it: gatepass audit tail --actor operator:${entry.subject}`,
    ),
  });

/** To every admin: whoever reaches the data directory may do this, and nobody else can see them do it. */
export const operatorRecovered: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: `Operator ${entry.subject} was given a token from the console`,
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} somebody on the server's own machine made a new token for the operator ${entry.subject}, and revoked their first one.`,
      'If you know of nobody who had lost their token, treat this as an attack on that machine.',
      `See the tokens, and revoke what is nobody's: gatepass operator-tokens list ${entry.subject}`,
      `Then see what was done with them: gatepass audit tail --actor operator:${entry.subject}`,
    ),
  });

export const apiExposed: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: `Alarm: the key of API ${entry.subject} has leaked`,
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} the key of the API ${entry.subject} was found where it leaked. Whoever has it can ask whether a token is good.`,
      `Look at it: gatepass apis show ${entry.subject}`,
    ),
  });

/** Facts of the ledger, which are ids, numbers and words of ours. */
function inLines(facts: Facts | null): string {
  return Object.entries(facts ?? {})
    .map(([name, value]) => `  ${name}: ${Array.isArray(value) ? value.join(' ') : value}`)
    .join('\n');
}
