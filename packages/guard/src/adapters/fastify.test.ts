import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuard } from '../create-guard.ts';
import { AUDIENCE, NOW, type ProtectedApi, startProtectedApi } from '../testing/protected-api.ts';
import { type FastifyGuardOptions, fastifyGuard, principalOf } from './fastify.ts';

let api: ProtectedApi;
beforeAll(async () => {
  api = await startProtectedApi();
});
afterAll(() => api.close());

const answerPlainly: FastifyGuardOptions['refuse'] = (refusal, _request, reply) =>
  reply.code(refusal.status).send({ reason: refusal.reason });

interface TestApp {
  readonly app: FastifyInstance;
  readonly steps: string[];
}

function buildApp(refuse = answerPlainly): TestApp {
  const steps: string[] = [];
  const guard = createGuard({ issuer: api.issuer.origin, audience: AUDIENCE, now: () => NOW * 1000 });
  const hooks = fastifyGuard(guard, { refuse });
  const app = Fastify();
  app.addHook('onRequest', hooks.authenticate);
  app.addHook('onRequest', async (request) => {
    steps.push(`between, for ${principalOf(request).parentAccountId}`);
  });
  app.addHook('onRequest', hooks.bindAccount);
  app.addHook('onSend', async () => {
    await new Promise((resolve) => setImmediate(resolve));
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/things',
    onRequest: hooks.requireScope('accounts:write'),
    handler: async (request) => {
      steps.push('handled');
      return principalOf(request);
    },
  });
  return { app, steps };
}

function authorization(scope = 'accounts:read accounts:write') {
  return { authorization: `Bearer ${api.token({ claims: { scope } })}` };
}

describe('fastifyGuard', () => {
  it('lets a right request pass and tells who calls', async () => {
    const { app, steps } = buildApp();
    const answer = await app.inject({ url: '/things', headers: authorization() });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ clientId: 'rspub_0123456789abcdef', parentAccountId: '1234' });
    expect(steps).toEqual(['between, for 1234', 'handled']);
  });

  it('refuses at each step, with the steps of the API between them', async () => {
    const { app, steps } = buildApp();
    const send = async (headers: Record<string, string>) =>
      (await app.inject({ method: 'POST', url: '/things', headers })).json();
    expect(await send({})).toEqual({ reason: 'authorization_missing' });
    expect(steps).toEqual([]);
    expect(await send(authorization())).toEqual({ reason: 'account_header_missing' });
    expect(steps).toEqual(['between, for 1234']);
    const account = { 'x-platform-parent-account-id': '1234' };
    expect(await send({ ...authorization('accounts:read'), ...account })).toEqual({
      reason: 'scope_not_granted',
    });
    expect(steps).not.toContain('handled');
    expect(await send({ ...authorization(), ...account })).toMatchObject({ parentAccountId: '1234' });
  });

  it('sees both of two headers over the wire', async () => {
    const { app, steps } = buildApp();
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const { authorization: value } = authorization();
    const answer = await sendTwice(url, value);
    expect(answer).toBe('{"reason":"authorization_repeated"}');
    expect(steps).toEqual([]);
    await app.close();
  });

  it('never runs the handler when refusing fails', async () => {
    const { app, steps } = buildApp(() => {
      throw new Error('the error page is broken');
    });
    const answer = await app.inject({ url: '/things' });
    expect(answer.statusCode).toBe(500);
    expect(steps).toEqual([]);
  });

  it('never runs the handler before a refusal that answers later', async () => {
    const { app, steps } = buildApp((refusal, _request, reply) => {
      setImmediate(() => reply.code(refusal.status).send('later'));
    });
    const answer = await app.inject({ url: '/things' });
    expect([answer.statusCode, answer.body]).toEqual([401, 'later']);
    expect(steps).toEqual([]);
  });

  it('does not start with a scope that no token can have', () => {
    const hooks = fastifyGuard(api.guard, { refuse: answerPlainly });
    expect(() => hooks.requireScope('accounts:read accounts:write')).toThrow(TypeError);
  });
});

describe('principalOf', () => {
  it('throws where nobody was authenticated, so that hooks in the wrong order let nobody pass', async () => {
    const app = Fastify();
    const hooks = fastifyGuard(api.guard, { refuse: answerPlainly });
    app.addHook('onRequest', hooks.bindAccount);
    app.get('/things', async () => 'handled');
    const answer = await app.inject({ url: '/things', headers: authorization() });
    expect(answer.statusCode).toBe(500);
  });
});

/** `fetch` would join the two headers, so the request is written by node:http. */
async function sendTwice(url: string, authorizationValue: string): Promise<string> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const headers = ['host', 'api', 'authorization', authorizationValue, 'authorization', authorizationValue];
    const outgoing = request(`${url}/things`, { headers: headers as never }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve(body));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
