import { ok } from '@gatepass/protocol';
import type { WriteMail } from '../mail-facts.ts';
import { letter, momentInWords } from './wording.ts';

export const webhookDisabled: WriteMail = ({ issuer, entry }) =>
  ok({
    subject: `Webhook ${entry.subject} was disabled`,
    text: letter(
      issuer,
      entry.after?.cause === 'gone'
        ? `The webhook ${entry.subject} answered on ${momentInWords(entry.at)} that it is gone (410), so it is told nothing any more.`
        : `Nothing has reached the webhook ${entry.subject} for five days, so it is told nothing any more since ${momentInWords(entry.at)}.`,
      `See what it answered: gatepass webhooks deliveries ${entry.subject}`,
      `When it is there again: gatepass webhooks enable ${entry.subject}`,
    ),
  });
