import { objectLines } from '../../destructive/object-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addMembersDisable: AddCommand = (members, cli) =>
  addEndingVerb(members, cli, {
    usage: 'disable <id>',
    summary: 'refuse every token of a member of a partner',
    example: "members disable MEMBER_ID --reason 'left the company'",
    effect: (admin, id) => objectLines(admin.showMember(id)),
    question: (id) => `No token of the member ${id} will work until they are enabled again.`,
    end: (admin, ...args) => admin.disableMember(...args),
  });
