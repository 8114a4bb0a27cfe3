import type { FastifyReply } from 'fastify';
import { JWKS_URI_DEFECTS } from '../../../domain/client-key/jwks-uri.ts';
import { KEY_DEFECTS } from '../../../domain/client-key/key-defects.ts';
import type { CreateKeyClientRefusal } from '../../../usecases/create-client/create-key-client.ts';
import type { RegisterClientKeyRefusal } from '../../../usecases/register-client-key/register-client-key.ts';
import type { SetAuthMethodRefusal } from '../../../usecases/set-auth-method/set-auth-method.ts';
import { answerProblem } from './admin-problem.ts';

/** Says what is wrong with a key or a `jwks_uri`, and what to give instead; never repeats it. */
export function answerKeyProblem(
  reply: FastifyReply,
  refusal: CreateKeyClientRefusal | RegisterClientKeyRefusal | SetAuthMethodRefusal,
): FastifyReply {
  if (typeof refusal === 'string') return answerProblem(reply, refusal);
  if ('keyDefect' in refusal) return answerProblem(reply, 'key_refused', KEY_DEFECTS[refusal.keyDefect]);
  return answerProblem(reply, 'jwks_uri_refused', JWKS_URI_DEFECTS[refusal.jwksUriDefect]);
}
