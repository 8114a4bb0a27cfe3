import { expect, test } from 'vitest';
import { saysInvalidToken } from './bearer-challenge.ts';

test.each([
  'Bearer error="invalid_token"',
  // RFC 6750 §3.
  'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
  'bearer error=invalid_token',
  'Basic realm="x", Bearer realm="a \\"quoted\\" one", error="invalid_token"',
  'Bearer error = "invalid_token"',
])('hears invalid_token in %s', (header) => {
  expect(saysInvalidToken(header)).toBe(true);
});

test.each([
  null,
  '',
  'Bearer',
  'Bearer realm="api"',
  'Bearer error="insufficient_scope"',
  'Bearer realm="error=invalid_token"',
  'Bearer error_description="error=\\"invalid_token\\""',
  'DPoP error="invalid_token"',
  'Bearer realm="api", DPoP error="invalid_token"',
])('does not hear it in %s', (header) => {
  expect(saysInvalidToken(header)).toBe(false);
});
