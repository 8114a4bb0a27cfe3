import type { Laboratory } from '../laboratory.ts';
import { about, nothing, type Sample, type Samples } from './sample.ts';

interface CreatedClaim {
  readonly id: string;
  readonly claim_code: string;
}

/** A new claim of a new member for a secret of a new client. */
async function newClaim(lab: Laboratory, partnerId: string): Promise<CreatedClaim> {
  const { clientId } = await lab.newClient(partnerId);
  const { memberId } = await lab.newMember(partnerId);
  return lab.made('createClientClaim', about(clientId, { body: { member_id: memberId } }));
}

const claim: Sample = async (lab, { partnerId }) => about((await newClaim(lab, partnerId)).id);

export const CLAIM_SAMPLES: Samples = {
  listClaims: nothing,
  showClaim: claim,
  cancelClaim: claim,
  reissueClaim: claim,
  createClientClaim: async (lab, { partnerId }) => {
    const { memberId } = await lab.newMember(partnerId);
    return about((await lab.newClient(partnerId)).clientId, { body: { member_id: memberId } });
  },
  createMemberClaim: async (lab, { partnerId }) => about((await lab.newMember(partnerId)).memberId),
  openClaim: async (lab, { partnerId }) => {
    const { id, claim_code: code } = await newClaim(lab, partnerId);
    return { body: { token: await lab.linkToken(id, 'claim'), code } };
  },
};
