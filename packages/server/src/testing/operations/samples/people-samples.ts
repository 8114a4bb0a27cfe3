import type { Call, Laboratory } from '../laboratory.ts';
import { about, nothing, REASON, type Sample, type Samples } from './sample.ts';

const partner =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab) =>
    about(await lab.newPartner(), more);

const disabledPartner: Sample = async (lab) => {
  const id = await lab.newPartner();
  await lab.made('disablePartner', about(id, { body: REASON }));
  return about(id, { body: REASON });
};

const operator =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab) =>
    about((await lab.newOperator('viewer')).id, more);

const disabledOperator: Sample = async (lab) => {
  const { id } = await lab.newOperator('viewer');
  await lab.made('disableOperator', about(id, { body: REASON }));
  return about(id, { body: REASON });
};

const member =
  (more: Omit<Call, 'parameters'> = {}): Sample =>
  async (lab, { partnerId }) =>
    about((await lab.newMember(partnerId)).memberId, more);

const newAddress = () => `${crypto.randomUUID()}@partner.example`;

/** The id of one more token, that may do little. */
export async function newTokenOf(lab: Laboratory, operatorId: string): Promise<string> {
  const body = { label: 'another', role: 'viewer' };
  return (await lab.made<{ id: string }>('createOperatorToken', about(operatorId, { body }))).id;
}

/** Partners, and everybody who is somebody: operators, members, and the people that they are. */
export const PEOPLE_SAMPLES: Samples = {
  createPartner: () => ({ body: { name: 'Partner' } }),
  listPartners: nothing,
  showPartner: partner(),
  listPartnerAccounts: partner(),
  partnerBlastRadius: partner(),
  disablePartner: partner({ body: REASON }),
  enablePartner: disabledPartner,
  setPartnerEnd: async (lab) =>
    about(await lab.newPartner(), {
      body: { ends_at: new Date(lab.system.clock.now() + 86_400_000).toISOString() },
    }),

  createOperator: () => ({ body: { name: 'Operator', role: 'viewer' } }),
  listOperators: nothing,
  showOperator: operator(),
  disableOperator: operator({ body: REASON }),
  enableOperator: disabledOperator,
  setOperatorRole: operator({ body: { role: 'issuer' } }),
  setOperatorEmail: (lab, subject) => operator({ body: { email: newAddress() } })(lab, subject),
  createOperatorToken: operator({ body: { label: 'second' } }),
  listOperatorTokens: operator(),
  revokeOperatorToken: async (lab) => {
    const { id } = await lab.newOperator('viewer');
    return about(await newTokenOf(lab, id));
  },

  createMember: partner({ body: { name: 'Member', email: newAddress() } }),
  listMembers: partner(),
  showMember: member(),
  disableMember: member({ body: REASON }),
  enableMember: async (lab, { partnerId }) => {
    const { memberId } = await lab.newMember(partnerId);
    await lab.made('disableMember', about(memberId, { body: REASON }));
    return about(memberId, { body: REASON });
  },
  listMemberTokens: member(),
  revokeMemberToken: async (lab, { partnerId }) => about((await lab.newMember(partnerId)).tokenId),

  findPeople: () => ({ query: { email: newAddress() } }),
  erasePerson: async (lab) => {
    const body = { name: 'Member', email: newAddress() };
    const { person_id: id } = await lab.made<{ person_id: string }>(
      'createMember',
      about(await lab.newPartner(), { body }),
    );
    return about(id);
  },

  showOwnPartner: nothing,
  listOwnAccounts: nothing,
  listOwnMembers: nothing,
  listOwnTokens: nothing,
  revokeOwnToken: async (lab, { memberId }) => about(await lab.anotherTokenOf(memberId)),
};
