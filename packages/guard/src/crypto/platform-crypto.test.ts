import { sign, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeTestKey } from '../testing/test-key.ts';
import { platformCrypto } from './platform-crypto.ts';
import type { ImportKey } from './verify-signature.ts';

const key = makeTestKey('key-1');
const data = new TextEncoder().encode('signed') as Uint8Array<ArrayBuffer>;
const signature = new Uint8Array(sign('sha256', data, key.privateKey));

async function verdicts(importKey: ImportKey) {
  const verify = await importKey({ n: String(key.jwk.n), e: String(key.jwk.e) });
  const right = verify(data, signature);
  return {
    isSynchronous: typeof right === 'boolean',
    right: await right,
    wrong: await verify(data, signature.slice().fill(1)),
  };
}

describe('platformCrypto', () => {
  it('verifies by node:crypto where there is one', async () => {
    expect(await verdicts(platformCrypto())).toEqual({ isSynchronous: true, right: true, wrong: false });
  });

  it.each([
    ['no process', undefined],
    ['a process without built-in modules', {}],
    ['a process without node:crypto', { getBuiltinModule: () => undefined as never }],
  ])('verifies by WebCrypto where the runtime has %s', async (_what, process) => {
    const importKey = platformCrypto({ process, crypto: webcrypto });
    expect(await verdicts(importKey)).toEqual({ isSynchronous: false, right: true, wrong: false });
  });
});
