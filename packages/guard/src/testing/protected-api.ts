import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeGuard } from '../adapters/node.ts';
import { createGuard } from '../create-guard.ts';
import type { Guard } from '../guard.ts';
import type { GuardOptions } from '../guard-options.ts';
import type { GuardRefusalReason } from '../refusal/guard-refusals.ts';
import { startTestIssuer, type TestIssuer } from './test-issuer.ts';
import { makeTestKey, signCompact, type TestKey } from './test-key.ts';

export const AUDIENCE = 'https://api.example.com';
/** Where the clock of a test stands at first: 2026-01-01T00:00:00Z, in seconds. */
export const NOW = 1_767_225_600;

/** What came back, and which check failed, where one did. */
export interface Answer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: string;
  readonly reason: GuardRefusalReason | undefined;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Names and values by turns, so that a header can be sent twice. */
  readonly headers?: readonly string[];
}

/** An API on node:http behind a guard, its issuer, and a clock that the test moves. */
export interface ProtectedApi {
  readonly guard: Guard;
  readonly issuer: TestIssuer;
  readonly key: TestKey;
  readonly clock: { seconds: number };
  /** The calls that reached the handler. */
  readonly handled: string[];
  /** What the guard told its operator. */
  readonly errors: Error[];
  send(sent: Sent): Promise<Answer>;
  /** Sends a GET with this token. */
  present(token: string): Promise<Answer>;
  claims(changes?: Record<string, unknown>): Record<string, unknown>;
  header(changes?: Record<string, unknown>): Record<string, unknown>;
  /** A token of the issuer, right but for the changes; `undefined` takes a member away. */
  token(changes?: { claims?: Record<string, unknown>; header?: Record<string, unknown> }): string;
  close(): Promise<void>;
}

/** One for each test file: making a key takes longer than most tests. */
const key = makeTestKey('key-1');

export async function startProtectedApi(
  options: Partial<GuardOptions> & { readonly scope?: string } = {},
): Promise<ProtectedApi> {
  const { scope, ...guardOptions } = options;
  const issuer = await startTestIssuer([key.jwk]);
  const clock = { seconds: NOW };
  const errors: Error[] = [];
  const handled: string[] = [];
  const reasons: GuardRefusalReason[] = [];
  const guard = createGuard({
    issuer: issuer.origin,
    audience: AUDIENCE,
    now: () => clock.seconds * 1000,
    onError: (error) => errors.push(error),
    ...guardOptions,
  });
  const protect = nodeGuard(guard, {
    ...(scope !== undefined && { scope }),
    refuse(refusal, _request, response) {
      reasons.push(refusal.reason);
      if (refusal.challenge) response.setHeader('www-authenticate', refusal.challenge);
      if (refusal.retryAfterSeconds) response.setHeader('retry-after', refusal.retryAfterSeconds);
      response.statusCode = refusal.status;
      response.end(JSON.stringify({ code: refusal.code, description: refusal.description }));
    },
  });
  const server = createServer(
    protect((request, response, principal) => {
      handled.push(`${request.method} for ${principal.parentAccountId}`);
      response.end(JSON.stringify(principal));
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });

  const claims: ProtectedApi['claims'] = (changes) => ({
    iss: issuer.origin,
    aud: AUDIENCE,
    sub: 'rspub_0123456789abcdef',
    client_id: 'rspub_0123456789abcdef',
    iat: NOW,
    exp: NOW + 300,
    jti: 'a.0123456789',
    scope: 'accounts:read accounts:write',
    parent_account_id: '1234',
    credential_id: 'cred0001',
    ...changes,
  });
  const header: ProtectedApi['header'] = (changes) => ({
    alg: 'RS256',
    typ: 'at+jwt',
    kid: key.kid,
    ...changes,
  });

  async function send({ method = 'GET', path = '/v1/things', headers = [] }: Sent): Promise<Answer> {
    reasons.length = 0;
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { host: '127.0.0.1', port, agent, method, path, headers: ['host', 'api', ...headers] as never },
        (response) => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              challenge: response.headers['www-authenticate'],
              body,
              reason: reasons[0],
            }),
          );
        },
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // node:http answers headers over its limit with 431 and closes; who still sends may see only the reset.
        const tooLarge = headers.join('').length > MAX_HEADER_BYTES;
        if (tooLarge && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) resolve(HEADERS_TOO_LARGE);
        else reject(error);
      });
      outgoing.end();
    });
  }

  return {
    guard,
    issuer,
    key,
    clock,
    handled,
    errors,
    send,
    present: (token) => send({ headers: ['authorization', `Bearer ${token}`] }),
    claims,
    header,
    token: (changes = {}) => signCompact(key, header(changes.header), claims(changes.claims)),
    async close() {
      agent.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await issuer.close();
    },
  };
}

const MAX_HEADER_BYTES = 16_384;
const HEADERS_TOO_LARGE: Answer = { status: 431, challenge: undefined, body: '', reason: undefined };

/** Status and `error` of an answer, for a report. */
export function inShort({ status, challenge }: Answer): string {
  if (challenge === undefined) return String(status);
  const error = /error="([^"]*)"/.exec(challenge)?.[1];
  return `${status}, WWW-Authenticate: Bearer ${error === undefined ? 'without error' : `error="${error}"`}`;
}
