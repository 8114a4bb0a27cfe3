import { attack, type System, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { pageHeaders } from './page-headers.ts';

const PAGES = ['/confirm', '/claim'];
const PARTS = ['/pages/confirm.js', '/pages/claim.js', '/pages/link.js', '/pages/page.css'];

let system: System;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(system.issuer + path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const policyOf = (headers: Headers) => (headers.get('content-security-policy') ?? '').split('; ');

attack('W09', 'no page of a mailed link can be framed', async (report) => {
  for (const path of [...PAGES, ...PARTS]) {
    const { status, headers } = await get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(policyOf(headers)).toContain("frame-ancestors 'none'");
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  }
  report('GET of both pages and all that they load', "frame-ancestors 'none' on each");
  for (const path of ['/claim/', '/claim/x', '/pages/', '/pages/../package.json']) {
    const { status, headers } = await get(path);
    expect([path, status]).toEqual([path, 404]);
    expect(headers.get('content-type')).not.toContain('text/html');
  }
  report('GET of what lies beside them', '404, which is no HTML');
});

attack('W10', 'a page of a mailed link runs nothing but the script of its own', async (report) => {
  for (const path of PAGES) {
    const { headers, text } = await get(path);
    expect(policyOf(headers).toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    // What the policy would block must not be needed: no inline script, style or handler, no other origin, no base.
    expect(text.match(/<script\b[^>]*>/g)).toEqual([`<script type="module" src="/pages${path}.js">`]);
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<base|https?:|data:|javascript:/i);
  }
  report(
    'GET of both pages',
    "default-src 'none', scripts and styles from 'self' alone; nothing inline in the HTML",
  );
  for (const path of PARTS) {
    const { text } = await get(path);
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|https?:/,
    );
    expect(text).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie/);
  }
  report('GET of their scripts', 'no HTML from text, no eval, no other origin, nothing kept in the browser');
});

attack('W21', 'a page of a mailed link is not kept, guessed at, or told to another site', async (report) => {
  for (const path of [...PAGES, ...PARTS]) {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  }
  report('GET of both pages and all that they load', 'nosniff, no-referrer, no-store; no Server, no cookie');
  expect(pageHeaders('https://auth.example.com')).toMatchObject({
    'strict-transport-security': 'max-age=31536000',
  });
  report('the same where the issuer is https', 'Strict-Transport-Security for a year');
});

attack('W18', 'a page of a mailed link is the same for whoever asks', async (report) => {
  const plain = await get('/claim');
  const poisoned = await get('/claim?next=https://evil.example', {
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
  });
  expect(poisoned.text).toBe(plain.text);
  expect(poisoned.headers.get('location')).toBeNull();
  report('GET /claim with the name of another host in headers and query', 'the same bytes');
});
