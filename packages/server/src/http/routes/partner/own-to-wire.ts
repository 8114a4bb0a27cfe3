import type { Member } from '../../../domain/member/member.ts';
import { toTime } from '../admin/to-wire.ts';

export function toOwnMember({ id, name, email, status, createdAt }: Member) {
  return { id, name, email, status, created_at: toTime(createdAt) };
}
