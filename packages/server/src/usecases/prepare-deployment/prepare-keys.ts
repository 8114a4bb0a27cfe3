import { ok, type Result } from '@gatepass/protocol';
import type { Clock } from '../../domain/clock.ts';
import type { MacKey, SigningKey, SigningKeyState } from '../../domain/signing-key/signing-key.ts';
import type { Change, Store } from '../../domain/store.ts';

export interface PrepareKeysDeps {
  readonly store: Pick<Store, 'change' | 'keys'>;
  readonly createSigningKey: (state: SigningKeyState) => Promise<SigningKey>;
  readonly createMacKey: (version: number) => MacKey;
  readonly now: Clock;
}

export interface Keys {
  readonly signingKeys: readonly SigningKey[];
  readonly macKeys: readonly MacKey[];
}

/**
 * The keys of this deployment, made on the first start: a secret-MAC key, a signing key, and a standby that is
 * published from the start, so that no verifier ever meets a key it could not have known.
 */
export async function prepareKeys(deps: PrepareKeysDeps): Promise<Keys> {
  const present = await read(deps.store);
  const missing = (['active', 'standby'] as const).filter(
    (state) => !present.signingKeys.some((key) => key.state === state),
  );
  if (missing.length === 0 && present.macKeys.length > 0) return present;

  const made = await Promise.all(missing.map((state) => deps.createSigningKey(state)));
  const macKey = present.macKeys.length === 0 ? deps.createMacKey(1) : undefined;
  await deps.store.change({ actor: 'system:start', requestId: null, now: deps.now() }, async (change) =>
    keep(change, made, macKey),
  );
  return read(deps.store);
}

async function keep(
  change: Pick<Change, 'keys' | 'record'>,
  signingKeys: readonly SigningKey[],
  macKey: MacKey | undefined,
): Promise<Result<undefined, never>> {
  if (macKey !== undefined) {
    await change.keys.insertMacKey(macKey);
    change.record({
      action: 'mac_key.created',
      subject: `mac_key:${macKey.version}`,
      before: null,
      after: { version: macKey.version },
    });
  }
  for (const key of signingKeys) {
    await change.keys.insertSigningKey(key);
    change.record({
      action: 'signing_key.created',
      subject: key.kid,
      before: null,
      after: { state: key.state, alg: key.publicJwk.alg },
    });
  }
  return ok(undefined);
}

async function read(store: Pick<Store, 'keys'>): Promise<Keys> {
  return { signingKeys: await store.keys.signingKeys(), macKeys: await store.keys.macKeys() };
}
