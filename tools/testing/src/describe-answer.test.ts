import { expect, test } from 'vitest';
import { describeAnswer } from './describe-answer.ts';

test('an answer is described by status, named headers that are present, and body', () => {
  const headers = new Headers({ Allow: 'POST', Date: 'today' });
  expect(describeAnswer({ status: 405, headers, body: '{"error":"x"}' }, ['Allow', 'Retry-After'])).toBe(
    '405 · Allow: POST · {"error":"x"}',
  );
});

test('an answer is described alike in every run, and without its token or secret', () => {
  const body = JSON.stringify({
    access_token: 'eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJ4In0.c2ln',
    client_secret: 'rsec_test_0123456789abcdef',
    request_id: '0b9f4c1e-8a63-4a57-9f0a-1d2c3b4a5968',
    at: '2026-11-24T06:56:41.000Z',
    url: 'http://127.0.0.1:43210/v1',
  });
  expect(describeAnswer({ status: 200, headers: new Map(), body })).toBe(
    '200 · {"access_token":"eyJhbGciOiJSUzI1NiIs…","client_secret":"rsec_test_…","request_id":"<uuid>","at":"<time>","url":"http://127.0.0.1:<port>/v1"}',
  );
});
