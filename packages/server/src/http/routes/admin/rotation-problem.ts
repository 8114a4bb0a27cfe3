import type { FastifyReply } from 'fastify';
import type { Secret } from '../../../domain/secret/secret.ts';
import { lastUseInWords } from '../../../domain/usage/last-use-in-words.ts';
import type { CancelRotationRefusal } from '../../../usecases/cancel-rotation/cancel-rotation.ts';
import type { RetireSecretRefusal } from '../../../usecases/retire-secret/retire-secret.ts';
import type { RotateSecretRefusal } from '../../../usecases/rotate-secret/rotate-secret.ts';
import { answerProblem } from './admin-problem.ts';

type RotationRefusal = RotateSecretRefusal | RetireSecretRefusal | CancelRotationRefusal;

/** Says which secrets are meant, and by what a use is known: what it takes to decide about the second word. */
export function answerRotationProblem(
  reply: FastifyReply,
  refusal: RotationRefusal,
  now: number,
): FastifyReply {
  return answerProblem(reply, refusal.cause, detailOf(refusal, now));
}

function detailOf(refusal: RotationRefusal, now: number): string | undefined {
  switch (refusal.cause) {
    case 'which_secret':
      return `The client has several active secrets; name the one to replace as secret_id: ${refusal.active.map(named).join(', ')}.`;
    case 'already_rotating':
      return `The secret ${named(refusal.retiring)} is being replaced; retire it, cancel the rotation, or roll it back first.`;
    case 'secret_in_use': {
      const { lastUsedAt, lastNetwork } = refusal.use;
      return `The secret was used ${lastUseInWords(lastUsedAt, lastNetwork, now)}; add force to end it all the same.`;
    }
    default:
      return undefined;
  }
}

function named({ id, label }: Secret): string {
  return `${id} (${label})`;
}
