import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_PREFIXES } from '@gatepass/protocol';
import { type TempFolder, tempFolder } from '@gatepass/testing';
import type { ChangeContext } from '../domain/ledger/ledger-entry.ts';
import { createLedgerTail, type LedgerTail } from '../domain/ledger/ledger-tail.ts';
import type { LinkOpener } from '../domain/link/link-address.ts';
import { defaultRules, type RulesUntilSet } from '../domain/rules/issuance-rules.ts';
import type { SecretPolicy } from '../domain/secret/secret-policy.ts';
import type { MacKey } from '../domain/signing-key/signing-key.ts';
import type { Store } from '../domain/store.ts';
import { seal, unseal } from '../signing/seal.ts';
import { createMacKey, openSecretMac } from '../signing/secret-mac.ts';
import { sha256 } from '../signing/sha256.ts';
import { openSqliteDatabases } from '../store/dialects/sqlite/open-sqlite-store.ts';
import { type Databases, sqlStore } from '../store/sql-store.ts';
import type { AddClaimDeps } from '../usecases/open-claim/add-claim.ts';

export interface TestStore {
  readonly store: Store;
  readonly tail: LedgerTail;
  readonly databases: Databases;
  readonly path: string;
  readonly maker: TestMaker;
  close(): Promise<void>;
}

/** Makes credentials whose secrets have no end, and links to claims that live for a week. */
export interface TestMaker extends AddClaimDeps, RulesUntilSet, Pick<LinkOpener, 'unseal'> {
  readonly secretPolicy: SecretPolicy;
  readonly memberTokenLifetime: number;
}

/** A real store on a real file of its own. `path` opens one that another test store has left. */
export async function openTestStore(given?: {
  readonly path: string;
  readonly maker: TestMaker;
}): Promise<TestStore> {
  const folder: TempFolder | undefined = given === undefined ? await tempFolder() : undefined;
  const path = given?.path ?? join(folder?.path ?? '', 'gatepass.db');
  const databases = await openSqliteDatabases(path, sha256);
  const tail = createLedgerTail();
  const store = sqlStore(databases, { tail, sha256 });
  tail.startAt((await store.ledger.head()).sequence);
  return {
    store,
    tail,
    databases,
    path,
    maker: given?.maker ?? credentialMaker(),
    async close() {
      await store.close();
      await folder?.remove();
    },
  };
}

const ENDLESS: SecretPolicy = { defaultLifetime: null, maxLifetime: null };

function credentialMaker(): TestMaker {
  const masterKey = createSecretKey(randomBytes(32));
  return testMaker(masterKey, createMacKey(masterKey, 1, 0));
}

/** One that makes what a deployment with these keys would make. */
export function testMaker(masterKey: KeyObject, macKey: MacKey): TestMaker {
  return {
    mac: openSecretMac(masterKey, macKey),
    randomBytes,
    prefixes: DEFAULT_PREFIXES,
    environment: 'live',
    secretPolicy: ENDLESS,
    memberTokenLifetime: 90 * 86_400_000,
    claimLifetime: 7 * 86_400_000,
    rulesUntilSet: defaultRules('live', { alone: false }),
    seal: (text, purpose) => seal(masterKey, purpose, Buffer.from(text)),
    unseal: (sealed, purpose) => unseal(masterKey, purpose, sealed).toString(),
  };
}

export const TEST_CONTEXT: ChangeContext = { actor: 'system:start', requestId: null, now: 1_700_000_000_000 };
