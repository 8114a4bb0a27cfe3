import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addSecretsRetire: AddCommand = (secrets, cli) =>
  addEndingVerb(secrets, cli, {
    usage: 'retire <id>',
    summary: 'refuse a secret from now on; secrets rollback can take it back',
    example: "secrets retire SECRET_ID --reason 'replaced'",
    option: ['--force', 'also where it was used in the last 15 minutes, or is the last one'],
    effect: (admin, id) => blastRadiusLines(admin.secretBlastRadius(id)),
    question: (id) => `Whoever still uses the secret ${id} will get no more tokens.`,
    end: (admin, ...args) => admin.retireSecret(...args),
  });
