import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { CLAIMS_PATH, type CredentialPrefixes, type Environment, parseSecret } from '@gatepass/protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readClaimCode } from '../../../domain/claim/claim-code.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { RateBuckets } from '../../../domain/limits/rate-buckets.ts';
import { networkOf } from '../../../domain/network/network-of.ts';
import type { OpenClaimRefusal, openClaim, PresentedClaim } from '../../../usecases/open-claim/open-claim.ts';
import { closeQueries } from '../../api-guard/close-queries.ts';
import { clientAddress, type TrustedProxies } from '../../client-address.ts';
import { OPEN_TO_ALL, operation } from '../../operation.ts';
import type { RequestLog } from '../../request-log.ts';
import { answerProblem } from '../admin/admin-problem.ts';
import { answers } from '../admin/admin-schemas.ts';
import { answerWithProblems } from '../admin/answer-with-problems.ts';
import { OpenClaimSchema, OpenedClaimSchema } from './claim-answer-schemas.ts';
import { toOpenedClaim } from './claimed-to-wire.ts';

export interface ClaimsRouteDeps {
  readonly openClaim: (presented: PresentedClaim, now: number) => ReturnType<typeof openClaim>;
  /** Notes, some time after the answer, that it was handed over whole. */
  readonly noteDelivered: (claimId: string, requestId: string) => void;
  /** Of refusals, by network. */
  readonly limit: RateBuckets;
  readonly prefixes: Pick<CredentialPrefixes, 'claimToken'>;
  readonly environment: Environment;
  readonly issuer: string;
  readonly trustedProxies: TrustedProxies;
  readonly now: Clock;
  readonly log: RequestLog;
}

/**
 * `POST /api/v1/claims`: whoever has the link and the code of a claim gets its credential, once. By POST alone, since
 * mail scanners follow links. What the bytes show to be wrong is told before anything is looked up.
 */
export async function claimsRoute(root: FastifyInstance, deps: ClaimsRouteDeps): Promise<void> {
  await root.register(
    async (plugin) => {
      const app = plugin.withTypeProvider<TypeBoxTypeProvider>();
      app.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      closeQueries(app);
      answerWithProblems(app, deps.log);
      app.post(
        '',
        {
          schema: {
            ...operation('openClaim', 'Get the credential of a claim, once.', [
              'claim.opened',
              'claim.delivered',
              'secret.created',
              'member.token_created',
              'claim.tried',
              'claim.locked',
              'claim.opened_again',
            ]),
            ...OPEN_TO_ALL,
            body: OpenClaimSchema,
            response: answers(201, OpenedClaimSchema),
          },
        },
        async (request, reply) => {
          const { token } = request.body;
          const parsed = parseSecret(token, deps.prefixes.claimToken, deps.environment);
          if (!parsed.ok) return answerProblem(reply, 'link_malformed');
          const code = readClaimCode(request.body.code);
          if (code === undefined) return answerProblem(reply, 'claim_code_malformed');
          const now = deps.now();
          const address = clientAddress(request.raw, deps.trustedProxies);
          const network = networkOf(address);
          const wait = deps.limit.wait(network, now);
          if (wait > 0) return answerLater(reply, wait);
          const presented = { token, linkId: parsed.value.secretId, code, address, requestId: request.id };
          const opened = await deps.openClaim(presented, now);
          if (!opened.ok) {
            deps.limit.count(network, now);
            return answerClaimRefusal(reply, opened.refusal);
          }
          whenHandedOver(reply, () => deps.noteDelivered(opened.value.claimId, request.id));
          return reply.code(201).send(toOpenedClaim(opened.value.credential, deps.issuer));
        },
      );
    },
    { prefix: CLAIMS_PATH },
  );
}

/** `finish`: the last byte of the answer went to the kernel. It does not come for a caller who hung up before. */
function whenHandedOver(reply: FastifyReply, note: () => void): void {
  reply.raw.once('finish', () => {
    if (reply.raw.statusCode === 201) note();
  });
}

function answerLater(reply: FastifyReply, wait: number): FastifyReply {
  reply.header('retry-after', String(Math.ceil(wait / 1000)));
  return answerProblem(reply, 'too_many_attempts');
}

function answerClaimRefusal(reply: FastifyReply, refusal: OpenClaimRefusal): FastifyReply {
  switch (refusal.cause) {
    case 'claim_used':
      return answerProblem(
        reply,
        refusal.cause,
        `This link was used at ${new Date(refusal.claimedAt).toISOString()}. If that was not you, or nothing arrived, tell whoever gave you access at once.`,
      );
    case 'claim_code_wrong':
      return answerProblem(
        reply,
        refusal.cause,
        `The code is wrong; ${triesInWords(refusal.triesLeft)} left.`,
      );
    default:
      return answerProblem(reply, refusal.cause);
  }
}

function triesInWords(count: number): string {
  return count === 1 ? '1 try is' : `${count} tries are`;
}
