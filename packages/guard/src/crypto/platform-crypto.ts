import type { webcrypto } from 'node:crypto';
import { importByNodeCrypto } from './node-crypto.ts';
import type { ImportKey } from './verify-signature.ts';
import { importByWebCrypto } from './web-crypto.ts';

/** The part of a runtime's globals that is looked at. */
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: typeof process.getBuiltinModule | undefined } | undefined;
  readonly crypto: { readonly subtle: webcrypto.SubtleCrypto };
}

/** node:crypto where the runtime has it, else WebCrypto. Found at run time, so that no bundler needs to know. */
export function platformCrypto(runtime: Runtime = globalThis): ImportKey {
  const nodeCrypto = runtime.process?.getBuiltinModule?.('node:crypto');
  return nodeCrypto ? importByNodeCrypto(nodeCrypto) : importByWebCrypto(runtime.crypto.subtle);
}
