import type { AddCommand } from '../cli.ts';
import { addEndingWithoutReason } from '../ending-without-reason.ts';

export const addOperatorTokensRevoke: AddCommand = (tokens, cli) =>
  addEndingWithoutReason(tokens, cli, {
    usage: 'revoke <id>',
    summary: 'end a token of yours for good, or as an admin anybody’s',
    example: 'operator-tokens revoke TOKEN_ID',
    question: (id) => `The token ${id} will not work any more. This cannot be undone.`,
    end: (admin, ...args) => admin.revokeOperatorToken(...args),
  });
