import { objectLines } from '../../destructive/object-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addRequestsDeny: AddCommand = (requests, cli) =>
  addEndingVerb(requests, cli, {
    usage: 'deny <id>',
    summary: 'deny a request; the reason is told to whoever asked',
    example: "requests deny REQUEST_ID --reason 'This account is not yours.'",
    effect: (admin, id) => objectLines(admin.showRequest(id)),
    question: (id) => `The request ${id} will be denied for good, and its contact told why.`,
    end: (admin, ...args) => admin.denyRequest(...args),
  });
