import { blastRadiusLines } from '../../destructive/blast-radius-lines.ts';
import type { AddCommand } from '../cli.ts';
import { addEndingVerb } from '../ending-verb.ts';

export const addSecretsRevoke: AddCommand = (secrets, cli) =>
  addEndingVerb(secrets, cli, {
    usage: 'revoke <id>',
    summary: 'refuse a secret from now on, for good',
    example: "secrets revoke SECRET_ID --leaked --reason 'found in a repository'",
    option: ['--leaked', 'somebody else may have had it: revoke what was made with it, too'],
    effect: (admin, id, { leaked }) =>
      blastRadiusLines(admin.secretBlastRadius(id, leaked ? { leaked: 'true' } : {})),
    question: (id, { leaked }) => {
      const what = leaked ? `the secret ${id}, or one that was made with it,` : `the secret ${id}`;
      return `Whoever still uses ${what} will get no more tokens. This cannot be undone.`;
    },
    end: (admin, ...args) => admin.revokeSecret(...args),
  });
