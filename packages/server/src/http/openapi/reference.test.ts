import { type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const get = (path: string) => fetch(system.issuer + path);
const textOf = async (path: string) => (await get(path)).text();

/** The paths that an HTML page makes a browser load. */
async function loaded(path: string): Promise<string[]> {
  const html = await textOf(path);
  return [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = '']) => target);
}

describe('the reference page', () => {
  test('loads nothing but what this server has', async () => {
    const targets = await loaded('/docs');
    expect(targets).toEqual([
      '/docs/swagger-ui.css',
      '/docs/swagger-ui-bundle.js',
      '/docs/reference.js',
      '/openapi.json',
    ]);
    for (const target of targets) expect((await get(target)).status, target).toBe(200);
  });

  test('runs under a policy that lets it reach no other server, and run no text as a script', async () => {
    const policy = (await get('/docs')).headers.get('content-security-policy') ?? '';
    const sources = Object.fromEntries(
      policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    );
    expect(sources).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'connect-src': ["'self'"],
      'frame-ancestors': ["'none'"],
    });
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('has its icons in its style sheet, which fetches nothing', async () => {
    const css = await textOf('/docs/swagger-ui.css');
    const fetched = [...css.matchAll(/url\(["']?([^"')]{5})/g)].map(([, start]) => start);
    expect(new Set(fetched)).toEqual(new Set(['data:']));
    expect(css).not.toContain('@import');
  });

  test('asks for no credential, sends none, and keeps none', async () => {
    const script = await textOf('/docs/reference.js');
    expect(script).toContain('supportedSubmitMethods: []');
    expect(script).toContain('persistAuthorization: false');
    expect(script).toContain('validatorUrl: null');
    expect(script).toContain("url: '/openapi.json'");
    expect(script).not.toMatch(/https?:/);
  });

  test('knows no other file of the plugin that it is taken from', async () => {
    for (const path of ['/docs/json', '/docs/yaml', '/docs/index.html', '/docs/..%2fpackage.json']) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});
