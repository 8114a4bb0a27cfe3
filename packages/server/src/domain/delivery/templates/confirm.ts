import { ok, refuse } from '@gatepass/protocol';
import type { WriteMail } from '../mail-facts.ts';
import { letter, momentInWords } from './wording.ts';

/**
 * Goes to an address that anybody may have typed into the form: so it says nothing that was typed there, and asks for
 * nothing of whoever knows nothing of it.
 */
export const confirm: WriteMail = ({ issuer, request, link }) => {
  if (request?.state !== 'draft' || link === undefined) return refuse('out_of_date');
  return ok({
    subject: 'Confirm your mail address',
    linkId: link.id,
    text: letter(
      issuer,
      `Somebody asked for API credentials at ${issuer} and gave this mail address.`,
      `If it was you, confirm the address until ${momentInWords(link.expiresAt)}:`,
      link.address,
      'An operator looks at the request after that. If it was not you, do nothing: without this confirmation nobody sees the request, and it is deleted.',
      `Request ${request.id}`,
    ),
  });
};
