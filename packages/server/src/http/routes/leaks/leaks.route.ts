import { LEAKS_PATH, type TokenRefusalCause } from '@gatepass/protocol';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Clock } from '../../../domain/clock.ts';
import type { Reporter } from '../../../domain/leak/leak.ts';
import type { RateBuckets } from '../../../domain/limits/rate-buckets.ts';
import { networkOf } from '../../../domain/network/network-of.ts';
import { StoreUnavailable } from '../../../domain/store.ts';
import type { LeakReport, Sighting } from '../../../usecases/note-exposed-secret/note-leak.ts';
import { answerRefusal } from '../../answer-refusal.ts';
import { clientAddress, type TrustedProxies } from '../../client-address.ts';
import { OAuthErrorSchema } from '../../oauth-error-schema.ts';
import { OPEN_TO_ALL, operation } from '../../operation.ts';
import type { RequestLog } from '../../request-log.ts';
import { FeedbackSchema, githubFeedback, type Judge } from './feedback.ts';
import type { IsFromGithub } from './github-signature.ts';
import { MAX_ITEMS, parseGithubReport, parseReport } from './parse-leak-report.ts';

export interface LeaksRouteDeps {
  /** Has the reports looked at some time after the answer; false where too many wait already. */
  readonly offer: (reports: readonly LeakReport[]) => boolean;
  readonly judge: Judge;
  readonly sha256: (text: string) => string;
  readonly isFromGithub: IsFromGithub;
  /** Of unsigned reports, by network. */
  readonly limit: Pick<RateBuckets, 'count'>;
  readonly trustedProxies: TrustedProxies;
  readonly now: Clock;
  readonly log: RequestLog;
}

/** A hundred items of ours, or about eight hundred as GitHub writes them. */
const MAX_BYTES = { anonymous: 65_536, github: 262_144 } as const;

/** For each credential of ours among what was found, some time after the answer. */
const LEAK_ACTIONS = ['secret.exposed', 'operator.exposed', 'api.exposed'] as const;

const ACCEPTED = { accepted: true } as const;
const AcceptedSchema = Type.Object({ accepted: Type.Literal(true) });

/**
 * `POST /api/v1/leaks`: anybody who has found credentials of ours says so, and learns nothing: the answer is the same
 * whatever was found, and made before anything is looked up. `POST /api/v1/leaks/github` takes the messages of
 * GitHub's secret scanning; those that it has signed, and no other, are told what was a credential (docs/leaks.md).
 */
export async function leaksRoute(root: FastifyInstance, deps: LeaksRouteDeps): Promise<void> {
  await root.register(async (app) => {
    // GitHub signs the bytes of the body, so it is they who are wanted.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    answerErrors(app, deps.log);

    const response = { 202: AcceptedSchema, '4xx': OAuthErrorSchema, '5xx': OAuthErrorSchema };
    app.post(
      LEAKS_PATH,
      {
        bodyLimit: MAX_BYTES.anonymous,
        schema: {
          ...operation(
            'reportLeaks',
            'Report credentials that were found where they must not be.',
            LEAK_ACTIONS,
          ),
          ...OPEN_TO_ALL,
          response,
        },
      },
      (request, reply) => {
        const report = parseReport(bytesOf(request));
        if (!report.ok) return answerRefusal(reply, 'leak_report_malformed');
        return acceptAnonymous(deps, request, reply, report.value);
      },
    );

    app.post(
      `${LEAKS_PATH}/github`,
      {
        bodyLimit: MAX_BYTES.github,
        schema: {
          ...operation('reportLeaksFromGithub', 'Take a message of GitHub’s secret scanning.', LEAK_ACTIONS),
          ...OPEN_TO_ALL,
          response: { 200: FeedbackSchema, ...response },
        },
      },
      async (request, reply) => {
        const report = parseGithubReport(bytesOf(request));
        if (!report.ok) return answerRefusal(reply, 'leak_report_malformed');
        if (!(await deps.isFromGithub(request.headers, bytesOf(request)))) {
          return report.value.length > MAX_ITEMS.anonymous
            ? answerRefusal(reply, 'leak_report_malformed')
            : acceptAnonymous(deps, request, reply, report.value);
        }
        const feedback = await githubFeedback(deps, report.value);
        if (!offer(deps, request, report.value, 'github')) return answerRefusal(reply, 'server_unavailable');
        return reply.code(200).send(feedback);
      },
    );
  });
}

function acceptAnonymous(
  deps: LeaksRouteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  sightings: readonly Sighting[],
): FastifyReply {
  const network = networkOf(clientAddress(request.raw, deps.trustedProxies));
  const wait = deps.limit.count(network, deps.now());
  if (wait > 0) {
    reply.header('retry-after', String(Math.ceil(wait / 1000)));
    return answerRefusal(reply, 'too_many_reports');
  }
  if (!offer(deps, request, sightings, 'anonymous')) return answerRefusal(reply, 'server_unavailable');
  return reply.code(202).send(ACCEPTED);
}

function offer(
  deps: Pick<LeaksRouteDeps, 'offer'>,
  request: FastifyRequest,
  sightings: readonly Sighting[],
  reporter: Reporter,
): boolean {
  return deps.offer(
    sightings.map(({ text, url, source }) => ({ text, url, source, reporter, requestId: request.id })),
  );
}

/** Empty where nothing was sent. */
function bytesOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

function answerErrors(app: FastifyInstance, log: RequestLog): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = causeOf(error);
    if (cause === 'server_error' || cause === 'server_unavailable') log.failure(request.id, error);
    return answerRefusal(reply, cause);
  });
}

function causeOf(error: FastifyError): TokenRefusalCause {
  if (error instanceof StoreUnavailable) return 'server_unavailable';
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'leak_report_too_large';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'leak_report_malformed' : 'server_error';
}
