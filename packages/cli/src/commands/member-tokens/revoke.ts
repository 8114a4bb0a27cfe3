import type { AddCommand } from '../cli.ts';
import { addEndingWithoutReason } from '../ending-without-reason.ts';

export const addMemberTokensRevoke: AddCommand = (tokens, cli) =>
  addEndingWithoutReason(tokens, cli, {
    usage: 'revoke <id>',
    summary: 'end a token of a member of a partner for good',
    example: 'member-tokens revoke TOKEN_ID',
    question: (id) => `The token ${id} will not work any more. This cannot be undone.`,
    end: (admin, ...args) => admin.revokeMemberToken(...args),
  });
