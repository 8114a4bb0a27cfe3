import { createHmac, randomBytes } from 'node:crypto';
import {
  type ClientKey,
  type CreatedKeyClient,
  JWT_BEARER_ASSERTION,
  makeClientId,
  type Problem,
} from '@gatepass/protocol';
import { attack, freePort, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSettings } from '../../../config/settings.ts';
import { ASSERTION_ALGORITHMS } from '../../../domain/client-key/client-key.ts';
import { type RunningServer, startServer } from '../../../start-server.ts';
import {
  assertionClaims,
  encodeSegment,
  makeClientKey,
  signAssertion,
  type TestClientKey,
} from '../../../testing/client-keys.ts';
import { assertionForm, assertionOf, createKeyClient } from '../../../testing/key-client.ts';
import { startKeySetServer } from '../../../testing/key-set-server.ts';
import {
  basicOf,
  comparable,
  formOf,
  header,
  describe as line,
  send,
  type TokenAnswer,
} from '../../../testing/token-endpoint.ts';

const key = makeClientKey('ES256', { kid: 'key-1' });

let system: System;
let client: CreatedKeyClient;
let refused: unknown;

beforeAll(async () => {
  system = await startSystem({ settings: { GATEPASS_LOG_LEVEL: 'debug' } });
  client = await createKeyClient(system, { public_jwk: key.jwk });
  refused = comparable(await present(assertion({}, {}, makeClientKey('ES256', { kid: 'key-1' }))));
});
afterAll(() => system.stop());

function assertion(
  claims: Readonly<Record<string, unknown>> = {},
  head: Readonly<Record<string, unknown>> = {},
  by: TestClientKey = key,
): string {
  return assertionOf(system, client.client_id, by, claims, head);
}

function present(text: string, more: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
  return send(system, { body: assertionForm(text, more) });
}

function claimsOf(answer: TokenAnswer): Readonly<Record<string, unknown>> {
  const payload = String(answer.json.access_token).split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

/** Refused by its own text: `invalid_client`, with a description of its own. */
function expectCondemned(answer: TokenAnswer, description: RegExp): void {
  expect(answer.status, answer.body).toBe(401);
  expect(answer.json.error).toBe('invalid_client');
  expect(answer.json.error_description).toMatch(description);
  expect(header(answer, 'www-authenticate')).toMatch(/^Basic realm="/);
}

/** The one answer for everything that depends on stored state. */
function expectRefused(answer: TokenAnswer): void {
  expect(answer.status).toBe(401);
  expect(comparable(answer)).toEqual(refused);
}

/** A refusal takes a second, so they are sent at once. */
async function expectAllRefused(
  report: (sent: string, answered: string) => void,
  assertions: readonly (readonly [what: string, text: string])[],
): Promise<void> {
  const answers = await Promise.all(assertions.map(([, text]) => present(text)));
  for (const [index, answer] of answers.entries()) {
    expectRefused(answer);
    report(assertions[index]?.[0] ?? '', line(answer));
  }
}

attack(
  'C12',
  'an assertion by a registered key, for exactly this issuer, obtains a token',
  async (report) => {
    for (const alg of ASSERTION_ALGORITHMS) {
      const pair = makeClientKey(alg);
      const own = await createKeyClient(system, { public_jwk: pair.jwk });
      const answer = await present(assertionOf(system, own.client_id, pair));
      expect(answer.status, answer.body).toBe(200);
      expect(Object.keys(answer.json)).toEqual(['access_token', 'token_type', 'expires_in']);
      expect(claimsOf(answer)).toMatchObject({ sub: own.client_id, credential_id: own.key?.id });
      report(`an assertion signed with ${alg}`, line({ ...answer, body: '(a token)' }));
    }
    const more: [string, string, Record<string, string>][] = [
      ['with the client_id in the form', assertion(), { client_id: client.client_id }],
      ['with the type client-authentication+jwt', assertion({}, { typ: 'client-authentication+jwt' }), {}],
      ['without kid', assertion({}, { kid: undefined }), {}],
    ];
    for (const [what, text, parameters] of more) {
      const answer = await present(text, parameters);
      expect(answer.status, answer.body).toBe(200);
      report(what, line({ ...answer, body: '(a token)' }));
    }
  },
);

attack('C13', 'an assertion for anything but exactly this issuer is refused', async (report) => {
  const { issuer } = system;
  const audiences: Record<string, unknown> = {
    'the URL of the token endpoint': system.tokenUrl,
    'a list of the issuer alone': [issuer],
    'a list of the issuer and another server': [issuer, 'https://auth.example.org'],
    'a list of another server and the issuer': ['https://auth.example.org', issuer],
    'another server': 'https://auth.example.org',
    'the issuer with a slash behind it': `${issuer}/`,
    'the audience of tokens': system.audience,
    'no aud': undefined,
    'an empty text': '',
  };
  for (const [what, aud] of Object.entries(audiences)) {
    const answer = await present(assertion({ aud }));
    expectCondemned(answer, /^aud of client_assertion must be exactly the issuer/);
    report(what, line(answer));
  }
});

attack(
  'C14',
  'an assertion that is not of the client, not for now, or not for once is refused',
  async (report) => {
    const now = Math.floor(system.clock.now() / 1000);
    const other = makeClientId('rspub', 'live', randomBytes);
    const subject = /^iss and sub/;
    const lifetime = /must have an exp at most 300 seconds ahead/;
    const cases: [string, Record<string, unknown>, RegExp][] = [
      ['iss of another client', { iss: other }, subject],
      ['sub of another client', { sub: other }, subject],
      ['no iss', { iss: undefined }, subject],
      ['no sub', { sub: undefined }, subject],
      [
        'iss and sub of a sandbox client',
        { iss: 'rspub_test_0123456789abcdef', sub: 'rspub_test_0123456789abcdef' },
        subject,
      ],
      ['no exp', { exp: undefined }, lifetime],
      ['exp 301 s ahead', { exp: now + 301 }, lifetime],
      ['exp a year ahead', { exp: now + 31_536_000 }, lifetime],
      ['exp that has passed', { exp: now - 1 }, lifetime],
      ['exp as a text', { exp: String(now + 60) }, lifetime],
      ['iat 61 s ahead', { iat: now + 61 }, lifetime],
      ['nbf 61 s ahead', { nbf: now + 61 }, lifetime],
      ['iat 11 s ahead', { iat: now + 11 }, lifetime],
      ['no jti', { jti: undefined }, /needs a jti/],
      ['an empty jti', { jti: '' }, /needs a jti/],
      ['a jti of 257 characters', { jti: 'j'.repeat(257) }, /needs a jti/],
    ];
    for (const [what, claims, description] of cases) {
      const answer = await present(assertion(claims));
      expectCondemned(answer, description);
      report(what, line(answer));
    }
    const contradicted = await present(assertion(), { client_id: other });
    expectCondemned(contradicted, subject);
    report('another client_id in the form', line(contradicted));
    for (const claim of ['iat', 'nbf']) {
      const answer = await present(assertion({ [claim]: now + 10 }));
      expect(answer.status, answer.body).toBe(200);
      report(`${claim} 10 s ahead`, line({ ...answer, body: '(a token)' }));
    }
  },
);

attack(
  'C15',
  'an assertion obtains one token: not twice, not at once, not at another node, not after a restart',
  async (report) => {
    const once = assertion();
    expect((await present(once)).status).toBe(200);
    const again = await present(once);
    expectRefused(again);
    report('the same assertion again', line(again));

    const sameId = assertion({ jti: 'chosen' });
    expect((await present(sameId)).status).toBe(200);
    const resigned = await present(
      assertion({ jti: 'chosen', exp: Math.floor(system.clock.now() / 1000) + 100 }),
    );
    expectRefused(resigned);
    report('another assertion with the same jti', line(resigned));

    const raced = assertion();
    const answers = await Promise.all(Array.from({ length: 20 }, () => present(raced)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) expectRefused(answer);
    report('one assertion, 20 times at once', '1 × 200, 19 × 401');

    const shared = assertion();
    await withSecondNode(async (node) => {
      expect((await send(node, { body: assertionForm(shared) })).status).toBe(200);
      expectRefused(await send(node, { body: assertionForm(once) }));
    });
    const elsewhere = await present(shared);
    expectRefused(elsewhere);
    report('an assertion that another node on the same database has taken', line(elsewhere));
    await withSecondNode(async (node) => {
      const answer = await send(node, { body: assertionForm(shared) });
      expectRefused(answer);
      report('the same after a restart of that node', line(answer));
    });

    const mine = makeClientKey('ES256');
    const own = await createKeyClient(system, { public_jwk: mine.jwk });
    const sameIdElsewhere = await present(assertionOf(system, own.client_id, mine, { jti: 'chosen' }));
    expect(sameIdElsewhere.status).toBe(200);
    report('the jti of another client', line({ ...sameIdElsewhere, body: '(a token)' }));
  },
);

/** Another server on the same database, for the same issuer, for as long as `work` takes. */
async function withSecondNode(work: (node: System) => Promise<void>): Promise<void> {
  const port = await freePort();
  const settings = loadSettings(
    { GATEPASS_DATA_DIR: system.dataDir, GATEPASS_PORT: String(port), GATEPASS_ISSUER: system.issuer },
    'dev',
  );
  const server: RunningServer = await startServer(settings, { now: system.clock.now });
  try {
    await work({ ...system, port });
  } finally {
    await server.close();
  }
}

attack(
  'C16',
  'an assertion that the client’s own key did not sign is refused, whatever its header says',
  async (report) => {
    const rsa = makeClientKey('RS256', { kid: 'rsa-1' });
    const own = await createKeyClient(system, { public_jwk: rsa.jwk });
    const evil = makeClientKey('RS256', { kid: 'rsa-1' });
    const claims = () =>
      assertionClaims({ clientId: own.client_id, issuer: system.issuer, now: system.clock.now() });

    const publicPem = rsa.publicKey.export({ format: 'pem', type: 'spki' });
    const secrets: Record<string, string | Buffer> = {
      'the public key as SPKI in PEM': publicPem,
      'the public key as PKCS#1 in PEM': rsa.publicKey.export({ format: 'pem', type: 'pkcs1' }),
      'the public key as JWK': JSON.stringify(rsa.jwk),
      nothing: '',
    };
    for (const [what, secret] of Object.entries(secrets)) {
      const signed = `${encodeSegment({ alg: 'HS256', kid: 'rsa-1' })}.${encodeSegment(claims())}`;
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      const answer = await present(`${signed}.${mac}`);
      expectCondemned(answer, /^The algorithm of client_assertion is not accepted/);
      report(`HS256 under ${what}`, line(answer));
    }
    for (const alg of ['none', 'None', 'RS512']) {
      const answer = await present(signAssertion(rsa, claims(), { alg }));
      expectCondemned(answer, /^The algorithm/);
      report(`alg ${alg}`, line(answer));
    }
    const unsigned = await present(`${encodeSegment({ alg: 'none' })}.${encodeSegment(claims())}.`);
    expectCondemned(unsigned, /not a well-formed signed JWT/);
    report('alg none and no signature', line(unsigned));

    const server = await startKeySetServer();
    server.publish(evil.jwk);
    const byEvil = (head: Readonly<Record<string, unknown>>) => signAssertion(evil, claims(), head);
    await expectAllRefused(report, [
      ['a header with jwk, the key that signed it', byEvil({ jwk: evil.jwk })],
      ['a header with jku, where that key is', byEvil({ jku: server.jwksUri })],
      ['a header with x5u, where a certificate for it is', byEvil({ x5u: server.jwksUri })],
      ['a header with x5c, a certificate for it', byEvil({ x5c: ['AAAA'] })],
    ]);
    expect(server.connections()).toBe(0);
    await server.close();
    report('fetches meanwhile', '0');

    await expectAllRefused(report, [
      ['the key of another client', signAssertion(key, claims())],
      ['the right key under the kid of another', signAssertion(rsa, claims(), { kid: 'key-1' })],
      [
        'the right RSA key with PS256, where it is for RS256',
        signAssertion({ ...rsa, alg: 'PS256' }, claims()),
      ],
      [
        'no right signature for a client that does not exist',
        signAssertion(rsa, {
          ...claims(),
          iss: 'rspub_0123456789abcdef',
          sub: 'rspub_0123456789abcdef',
        }),
      ],
    ]);

    const weak = makeClientKey('RS256', { modulusLength: 1024 }).jwk;
    const registration = await system.admin<Problem>('POST', `/clients/${own.client_id}/keys`, {
      public_jwk: weak,
    });
    expect(registration).toMatchObject({ status: 422, body: { type: 'urn:gatepass:problem:key_refused' } });
    report('an RSA key of 1024 bits at registration', `422, ${registration.body.detail}`);
  },
);

attack(
  'C17',
  'another client_assertion_type, or one of the two parameters alone, is refused',
  async (report) => {
    const grant = 'grant_type=client_credentials';
    const types: Record<string, string> = {
      'the type of a SAML assertion': 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
      'the grant type of RFC 7523': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'the type in capitals': JWT_BEARER_ASSERTION.toUpperCase(),
      'the type with a space behind it': `${JWT_BEARER_ASSERTION} `,
      'an empty type': '',
    };
    const cases: [string, string][] = [
      ...Object.entries(types).map(([what, type]): [string, string] => [
        what,
        assertionForm(assertion(), { client_assertion_type: type }),
      ]),
      ['client_assertion alone', `${grant}&client_assertion=${assertion()}`],
      [
        'client_assertion_type alone',
        `${grant}&client_assertion_type=${encodeURIComponent(JWT_BEARER_ASSERTION)}`,
      ],
    ];
    for (const [what, body] of cases) {
      const answer = await send(system, { body });
      expect(answer.status, answer.body).toBe(400);
      expect(answer.json.error).toBe('invalid_request');
      report(what, line(answer));
    }
  },
);

attack('C18', 'a client proves itself the way it is registered for, and no other', async (report) => {
  const pair = await system.createClient();
  const registered = await system.admin<ClientKey>('POST', `/clients/${pair.clientId}/keys`, {
    public_jwk: key.jwk,
  });
  expect(registered.status).toBe(201);
  const early = await present(assertionOf(system, pair.clientId, key));
  expectRefused(early);
  report('an assertion by a registered key, from a client that has secrets', line(early));

  const path = `/clients/${pair.clientId}/auth-method`;
  expect((await send(system, { body: formOf(pair) })).status).toBe(200);
  expect((await system.admin('PUT', path, { auth_method: 'private_key_jwt' })).status).toBe(200);
  const sent: Record<string, Parameters<typeof send>[1]> = {
    'the right secret in the body, from a client that has keys': { body: formOf(pair) },
    'the right secret by Basic, from a client that has keys': {
      headers: { authorization: basicOf(pair.clientId, pair.clientSecret) },
      body: 'grant_type=client_credentials',
    },
  };
  for (const [what, request] of Object.entries(sent)) {
    const answer = await send(system, request);
    expectRefused(answer);
    report(what, line(answer));
  }
  expect((await present(assertionOf(system, pair.clientId, key))).status).toBe(200);

  expect((await system.admin('PUT', path, { auth_method: 'client_secret' })).status).toBe(200);
  const late = await present(assertionOf(system, pair.clientId, key));
  expectRefused(late);
  expect((await send(system, { body: formOf(pair) })).status).toBe(200);
  report('an assertion, from a client that was switched back to its secret', line(late));
});

test('no assertion and no jti gets into the log', async () => {
  const text = assertion({ jti: 'canary-jti' });
  expect((await present(text)).status).toBe(200);
  expectRefused(await present(text));
  expect(system.log()).toContain('assertion_replayed');
  expect(system.log()).not.toContain('canary-jti');
  expect(system.log()).not.toContain(text.split('.')[2]);
});
