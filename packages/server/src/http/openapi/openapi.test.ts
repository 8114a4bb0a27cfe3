import { createSecretKey, randomBytes } from 'node:crypto';
import { LogSink, tempFolder } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../app.ts';
import { loadSettings } from '../../config/settings.ts';
import { LEDGER_ACTIONS } from '../../domain/ledger/ledger-actions.ts';
import { createMacKey } from '../../signing/secret-mac.ts';
import { createSigningKey } from '../../signing/signing-keys.ts';
import { openTestStore } from '../../testing/open-test-store.ts';
import { createLog } from '../request-log.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly description: string }>>;
  readonly 'x-permissions'?: readonly string[];
  readonly 'x-ledger-actions'?: readonly string[];
  readonly 'x-changes-nothing'?: true;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

let app: App;
let document: OpenApi;
let operations: readonly (readonly [name: string, operation: Operation])[];

beforeAll(async () => {
  const folder = await tempFolder();
  const { store, tail } = await openTestStore();
  const masterKey = createSecretKey(randomBytes(32));
  app = await createApp({
    settings: loadSettings({ GATEPASS_DATA_DIR: folder.path }, 'dev'),
    masterKey,
    keys: {
      signingKeys: [await createSigningKey(masterKey, 'active', 0)],
      macKeys: [createMacKey(masterKey, 1, 0)],
    },
    store,
    tail,
    log: createLog('silent', new LogSink()),
    now: () => 0,
  });
  const answer = await app.http.inject('/openapi.json');
  document = answer.json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
});
afterAll(() => app.close());

/** Pages for people, which are no operations. */
const PAGES = [
  'GET /claim',
  'GET /confirm',
  'GET /docs',
  'GET /docs/reference.js',
  'GET /docs/swagger-ui-bundle.js',
  'GET /docs/swagger-ui.css',
  'GET /pages/claim.js',
  'GET /pages/confirm.js',
  'GET /pages/link.js',
  'GET /pages/page.css',
];

/**
 * What the framework routes, from its drawing of the tree: each line hangs on the one before that is less deep. A
 * parameter may have several names there.
 */
function routesOf(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    above.splice(depth, above.length, part);
    const path = above.join('').replaceAll(/:[^/]+/g, '{}');
    return (methods?.split(', ') ?? [])
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method} ${path}`);
  });
}

const isForm = (name: string) => /\/oauth\/|\/self\//.test(name);

describe('the OpenAPI document', () => {
  test('is of version 3.1.0', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  test('has every route but the pages, and no other', () => {
    const described = operations.map(([name]) => name).filter((name) => !isForm(name));
    const paths = described.map((name) => name.replaceAll(/\{\w+\}/g, '{}'));
    expect([...paths, ...PAGES].sort()).toEqual(routesOf(app.http.printRoutes()).sort());
  });

  test('has the endpoints that take forms', () => {
    const forms = operations.map(([name]) => name).filter(isForm);
    expect(forms).toEqual([
      'POST /api/v1/oauth/introspect',
      'POST /api/v1/oauth/revoke',
      'POST /api/v1/oauth/token',
      'POST /api/v1/partner/self/explanations',
      'POST /api/v1/partner/self/secrets',
    ]);
  });

  test('refers to nothing that it does not have', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...new Set(names)]));
  });

  test('marks what is shown once', () => {
    expect(document.components.schemas.CreatedSecret).toMatchObject({
      properties: { client_secret: { 'x-shown-once': true } },
    });
  });
});

describe('every operation', () => {
  test('has a name of its own, and a summary', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    for (const [name, { operationId, summary }] of operations) {
      expect(operationId, name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(summary, name).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says who may call it: by which credential, and of operators, by which permissions', () => {
    for (const [name, { security, 'x-permissions': permissions = [] }] of operations) {
      expect(security, name).toBeDefined();
      for (const scheme of (security ?? []).flatMap(Object.keys)) {
        expect(document.components.securitySchemes, name).toHaveProperty(scheme);
      }
      const asOperator = security?.some((scheme) => 'operator' in scheme) ?? false;
      expect(permissions.length > 0, name).toBe(asOperator);
    }
  });

  test('names its path parameters', () => {
    for (const [name, { parameters = [] }] of operations) {
      const named = parameters
        .filter((parameter) => parameter.in === 'path')
        .map((parameter) => parameter.name);
      expect(named, name).toEqual([...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter));
    }
  });

  test('has a schema for its success and for its refusals', () => {
    for (const [name, { responses }] of operations) {
      const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
      expect(successes.length, name).toBeGreaterThan(0);
      // RFC 7009 §2.2 has no body.
      if (name !== 'POST /api/v1/oauth/revoke') {
        for (const status of successes) expect(responses[status]?.content, `${name} ${status}`).toBeDefined();
      }
    }
  });

  test('that may change something says which ledger rows it leaves', () => {
    for (const [name, operation] of operations) {
      const actions = operation['x-ledger-actions'] ?? [];
      for (const action of actions) expect(LEDGER_ACTIONS, name).toHaveProperty([action]);
      const changes = !name.startsWith('GET ') && operation['x-changes-nothing'] !== true;
      expect(actions.length > 0, name).toBe(changes);
    }
  });
});
