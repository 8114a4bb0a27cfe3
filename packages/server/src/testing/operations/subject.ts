import type { MemberWithToken } from './add-member-with-token.ts';
import type { Laboratory } from './laboratory.ts';
import type { Subject } from './samples/sample.ts';

export interface SubjectWithMember extends Subject {
  readonly member: MemberWithToken;
}

/** A new partner with a member. */
export async function newSubject(lab: Laboratory): Promise<SubjectWithMember> {
  const partnerId = await lab.newPartner();
  const member = await lab.newMember(partnerId);
  return { partnerId, memberId: member.memberId, memberToken: member.token, member };
}
