import type { AddCommand } from '../cli.ts';
import { addEndingWithoutReason } from '../ending-without-reason.ts';

export const addRequestsWithdraw: AddCommand = (requests, cli) =>
  addEndingWithoutReason(requests, cli, {
    usage: 'withdraw <id>',
    summary: 'take a request back, on the word of whoever made it',
    example: 'requests withdraw REQUEST_ID',
    question: (id) => `The request ${id} will be withdrawn for good.`,
    end: (admin, ...args) => admin.withdrawRequest(...args),
  });
