import { describe, expect, it } from 'vitest';
import { createGuard } from '../create-guard.ts';
import { AUDIENCE } from '../testing/protected-api.ts';
import { nodeGuard, toGuardRequest } from './node.ts';

describe('toGuardRequest', () => {
  const rawHeaders = ['Host', 'api', 'X-Twice', '1', 'AUTHORIZATION', 'Bearer a', 'x-twice', '2'];
  const request = toGuardRequest({ method: 'GET', url: '/a?b=c', rawHeaders });

  it('keeps method and URL as they are', () => {
    expect([request.method, request.url]).toEqual(['GET', '/a?b=c']);
  });

  it('gives every occurrence of a header, whatever its case', () => {
    expect(request.header('x-TWICE')).toEqual(['1', '2']);
    expect(request.header('authorization')).toEqual(['Bearer a']);
    expect(request.header('x-twice-more')).toEqual([]);
  });

  it('does not take a value for a name', () => {
    expect(toGuardRequest({ method: 'GET', url: '/', rawHeaders: ['a', 'b', 'c', 'd'] }).header('b')).toEqual(
      [],
    );
  });

  it('makes a write of a request without a method', () => {
    expect(toGuardRequest({ rawHeaders: [] }).method).toBe('');
  });
});

describe('nodeGuard', () => {
  const guard = createGuard({ issuer: 'https://auth.example.com', audience: AUDIENCE });

  it('does not start with a scope that no token can have', () => {
    expect(() => nodeGuard(guard, { refuse: () => undefined, scope: 'a b' })).toThrow(TypeError);
  });

  it('never runs the handler when refusing fails', async () => {
    const refuse = () => {
      throw new Error('the error page is broken');
    };
    const handled: string[] = [];
    const protect = nodeGuard(guard, { refuse });
    const listener = protect(() => handled.push('handled'));
    const request = { method: 'GET', url: '/', rawHeaders: [] };
    await expect(listener(request as never, {} as never)).rejects.toThrow('the error page is broken');
    expect(handled).toEqual([]);
  });
});
