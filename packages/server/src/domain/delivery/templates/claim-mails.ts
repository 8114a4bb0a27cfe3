import { ok, refuse } from '@gatepass/protocol';
import { claimState } from '../../claim/claim.ts';
import type { WriteMail } from '../mail-facts.ts';
import { letter, momentInWords } from './wording.ts';

const CREDENTIALS = {
  client_secret: 'the client secret of your API credentials',
  member_token: 'your personal token for the partner API',
} as const;

/** The link, and never the code, which went another way: neither is worth anything alone. */
export const claim: WriteMail = ({ issuer, claim: made, link, now }) => {
  if (made === undefined || link === undefined || claimState(made, now) !== 'open')
    return refuse('out_of_date');
  return ok({
    subject: 'Your API credentials are ready to be claimed',
    linkId: link.id,
    text: letter(
      issuer,
      `You can claim ${CREDENTIALS[made.kind]} until ${momentInWords(link.expiresAt)}. You need the link below and the claim code that you were given another way: when you asked, or by an operator.`,
      'In a browser:',
      link.address,
      `Or in a terminal, which asks for the link and the code: gatepass claim --out credentials.json`,
      'The credential is made at that moment and shown once. Keep it in a secret manager, and give this link to nobody.',
      `Claim ${made.id}`,
    ),
  });
};

export const claimed: WriteMail = ({ issuer, claim: made, entry }) => {
  if (made === undefined) return refuse('out_of_date');
  return ok({
    subject: 'Your API credentials were claimed',
    text: letter(
      issuer,
      `On ${momentInWords(entry.at)} somebody with the link and the claim code claimed ${CREDENTIALS[made.kind]}${made.claimedFrom === null ? '' : `, from the address ${made.claimedFrom}`}.`,
      'If it was you or a colleague, you need do nothing. If it was not, tell the operator of this deployment at once: the credential can be revoked.',
      `Claim ${made.id}`,
    ),
  });
};

export const claimAlarm: WriteMail = ({ issuer, entry }) => {
  const locked = entry.action === 'claim.locked';
  return ok({
    subject: `Alarm: claim ${entry.subject} ${locked ? 'is locked' : 'was opened again'}`,
    text: letter(
      issuer,
      locked
        ? `The claim ${entry.subject} ended on ${momentInWords(entry.at)} after its last wrong code. Somebody has its link and not its code.`
        : `On ${momentInWords(entry.at)} somebody tried to open the claim ${entry.subject}, which had ended. Either the contact tries again, or a second person has the link and the code.`,
      `Look at it: gatepass claims show ${entry.subject}`,
      locked
        ? `Ask the contact whether it was they, and re-issue it: gatepass claims reissue ${entry.subject}`
        : `Ask the contact whether they have the credential. If they have not, re-issue it, which takes back what was told: gatepass claims reissue ${entry.subject}`,
    ),
  });
};
