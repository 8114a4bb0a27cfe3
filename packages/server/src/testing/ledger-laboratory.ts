import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { ok } from '@gatepass/protocol';
import type { LedgerMarks } from '../domain/ledger/ledger-mark.ts';
import type { SigningKey } from '../domain/signing-key/signing-key.ts';
import { openLedgerMarks } from '../signing/ledger-marks.ts';
import { sha256 } from '../signing/sha256.ts';
import { createSigningKey } from '../signing/signing-keys.ts';
import type { LedgerProof } from '../usecases/checkpoint-ledger/checkpoint-ledger.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from './open-test-store.ts';

export const ISSUER = 'https://auth.example';

export interface TestKeys {
  readonly masterKey: KeyObject;
  readonly keys: readonly SigningKey[];
  readonly marks: LedgerMarks;
}

/** Keys of a deployment, and the marks that they sign. */
export async function makeTestKeys(): Promise<TestKeys> {
  const masterKey = createSecretKey(randomBytes(32));
  const keys = [await createSigningKey(masterKey, 'active', 0)];
  return { masterKey, keys, marks: openLedgerMarks(masterKey, keys, ISSUER) };
}

/** A real store with a ledger to be proved. */
export interface LedgerLaboratory extends TestStore {
  readonly proof: LedgerProof;
  /** Makes so many partners, `prt_1` and on, each by one row, at this time. */
  write(rows: number, at?: number): Promise<void>;
}

export async function openLedgerLaboratory(
  { marks }: Pick<TestKeys, 'marks'>,
  proof: Partial<LedgerProof> = {},
): Promise<LedgerLaboratory> {
  const opened = await openTestStore();
  let made = 0;
  return {
    ...opened,
    proof: { marks, anchorLog: null, sha256, pause: async () => {}, ...proof },
    async write(rows, at = TEST_CONTEXT.now) {
      await opened.store.change({ ...TEST_CONTEXT, now: at }, async (change) => {
        for (let count = 0; count < rows; count++) {
          made += 1;
          const after = { number: made };
          change.record({ action: 'partner.created', subject: `prt_${made}`, before: null, after });
        }
        return ok(undefined);
      });
    },
  };
}
