import type { AddCommand } from '../cli.ts';
import { addEndingWithoutReason } from '../ending-without-reason.ts';

export const addClaimsCancel: AddCommand = (claims, cli) =>
  addEndingWithoutReason(claims, cli, {
    usage: 'cancel <id>',
    summary: 'end a claim that nobody has opened',
    example: 'claims cancel CLAIM_ID',
    question: (id) => `The link of the claim ${id} will open nothing any more.`,
    end: (admin, ...args) => admin.cancelClaim(...args),
  });
