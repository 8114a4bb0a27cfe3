import type { AddCommand } from '../cli.ts';
import { addEnable } from '../status-verbs.ts';

export const addMembersEnable: AddCommand = (members, cli) =>
  addEnable(members, cli, {
    summary: 'let the tokens of a disabled member of a partner work again',
    example: "members enable MEMBER_ID --reason 'back from leave'",
    enable: (admin, ...args) => admin.enableMember(...args),
  });
