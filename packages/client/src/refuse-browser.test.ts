import { expect, test } from 'vitest';
import { refuseBrowser } from './refuse-browser.ts';

test.each([
  ['a page', { window: {}, document: {} }],
  ['a worker of a page', { WorkerGlobalScope: class {}, importScripts() {} }],
])('refuses to run in %s', (_where, globals) => {
  expect(() => refuseBrowser(globals)).toThrow(expect.objectContaining({ code: 'BROWSER_REFUSED' }));
});

test.each([
  ['Node.js', globalThis],
  ['a server runtime that has window', { window: {} }],
  ['a server runtime that has WorkerGlobalScope', { WorkerGlobalScope: class {} }],
])('runs in %s', (_where, globals) => {
  expect(() => refuseBrowser(globals)).not.toThrow();
});
