import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addClientKeysRevoke: AddCommand = (keys, cli) =>
  addEndingVerb(keys, cli, {
    usage: 'revoke <id>',
    summary: 'refuse what a key signs from now on, for good',
    example: "client-keys revoke KEY_ID --reason 'replaced'",
    effect: (admin, id) => blastRadiusLines(admin.clientKeyBlastRadius(id)),
    question: (id) =>
      `Whoever still signs with the key ${id} will get no more tokens. This cannot be undone.`,
    end: (admin, ...args) => admin.revokeClientKey(...args),
  });
