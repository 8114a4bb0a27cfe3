import { ADMIN_PATH, METADATA_PATH, TOKEN_PATH } from '@gatepass/protocol';
import { attack, freePort, type System, sendRaw, startSystem } from '@gatepass/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { describe as line, toAnswer } from '../testing/token-endpoint.ts';

let system: System;
let metricsPort: number;

beforeAll(async () => {
  metricsPort = await freePort();
  system = await startSystem({ settings: { GATEPASS_METRICS_PORT: String(metricsPort) } });
});
afterAll(() => system.stop());

async function ask(port: number, method: string, path: string) {
  const token = path.startsWith(ADMIN_PATH) ? [`Authorization: Bearer ${system.operatorToken}`] : [];
  const request = [`${method} ${path} HTTP/1.1`, 'Host: x', 'Connection: close', ...token, '', ''].join(
    '\r\n',
  );
  const [response] = await sendRaw(port, request);
  return toAnswer(response);
}

/** What scanners look for, beside what a build or a debugger leaves behind. */
const HIDDEN = [
  '/.git/config',
  '/.git/HEAD',
  '/.env',
  '/.well-known/',
  '/../.env',
  '/metrics',
  '/debug',
  '/debug/pprof/',
  '/json/list',
  '/server-status',
  '/actuator/env',
  '/package.json',
  '/index.js.map',
  '/dist/index.js.map',
  '/data/',
  '/data/gatepass.db',
  '/data/master.key',
  '/api/',
  '/api/v1/',
  `${ADMIN_PATH}/.env`,
  `${ADMIN_PATH}/metrics`,
];

attack(
  'W22',
  'what is not served is not found; metrics are on their own port alone; TRACE echoes nothing',
  async (report) => {
    for (const path of HIDDEN) {
      const answer = await ask(system.port, 'GET', path);
      expect(answer.status, path).toBe(404);
      report(`GET ${path}`, '404');
    }
    for (const path of [
      '/',
      '/.git/config',
      ADMIN_PATH,
      `${ADMIN_PATH}/partners`,
      TOKEN_PATH,
      METADATA_PATH,
    ]) {
      for (const method of ['TRACE', 'TRACK']) {
        const answer = await ask(system.port, method, path);
        expect([400, 404, 405], `${method} ${path}`).toContain(answer.status);
        expect(answer.body).not.toContain('Host');
        report(`${method} ${path}`, line({ ...answer, body: '', json: {} }));
      }
    }
    expect((await ask(metricsPort, 'GET', '/metrics')).status).toBe(200);
    report('GET /metrics on the port for metrics', '200');
    for (const [method, path, status] of [
      ['GET', '/', 404],
      ['GET', '/.env', 404],
      ['GET', `${ADMIN_PATH}/partners`, 404],
      ['TRACE', '/metrics', 405],
      ['POST', '/metrics', 405],
    ] as const) {
      const answer = await ask(metricsPort, method, path);
      expect([answer.status, answer.body]).toEqual([status, '']);
      report(`${method} ${path} on the port for metrics`, String(status));
    }
  },
);
