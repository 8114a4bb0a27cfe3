import type { ChangeContext } from '../domain/ledger/ledger-entry.ts';
import { type Secret, secretState } from '../domain/secret/secret.ts';
import { rotateSecret, type WantedRotation } from '../usecases/rotate-secret/rotate-secret.ts';
import { type LedgerLine, ledgerOf } from './ledger-of.ts';
import { type MadeClient, makeClient } from './make-client.ts';
import { type NotedUse, noteUses } from './note-uses.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from './open-test-store.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A client with its first secret on a real store, and a clock that is moved by hand. */
export interface RotationBench extends TestStore, MadeClient {
  now(): number;
  advance(milliseconds: number): void;
  /** An operator, now. */
  context(): ChangeContext;
  rotate(wanted?: Partial<WantedRotation>): ReturnType<typeof rotateSecret>;
  /** A rotation that began; the id of the new secret. */
  rotated(wanted?: Partial<WantedRotation>): Promise<string>;
  /** The secret is used now. */
  use(credentialId: string, more?: Partial<NotedUse>): Promise<void>;
  /** It was seen where none may be. */
  expose(id: string): Promise<void>;
  secret(id: string): Promise<Secret>;
  /** By id, the state of each secret of the client. */
  states(): Promise<Record<string, string>>;
  /** What was recorded since this was last asked. */
  recorded(): Promise<readonly LedgerLine[]>;
}

/** Uses of the bench are written at once, so there is nothing to flush. */
export const NOTHING_TO_FLUSH = () => Promise.resolve();

export async function rotationBench(): Promise<RotationBench> {
  const opened = await openTestStore();
  const { store, maker } = opened;
  const client = await makeClient(opened);
  const { clientId } = client;
  let now = TEST_CONTEXT.now;
  let heard = (await store.ledger.head()).sequence;
  const context = (): ChangeContext => ({ actor: 'operator:opr_1', requestId: null, now });
  const rotate: RotationBench['rotate'] = (wanted) =>
    rotateSecret({ ...maker, store }, context(), { clientId, expiresAt: null, ...wanted });
  return {
    ...opened,
    ...client,
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    context,
    rotate,
    async rotated(wanted) {
      const started = await rotate(wanted);
      if (!started.ok) throw new Error(started.refusal.cause);
      return started.value.successor.id;
    },
    use: (credentialId, more) => noteUses(store, [{ credentialId, clientId, at: now, ...more }]),
    async expose(id) {
      await store.change(context(), async (change) => {
        await change.secrets.setExposed(id, now);
        change.record({
          action: 'secret.exposed',
          subject: id,
          before: null,
          after: { client_id: clientId },
        });
        return { ok: true, value: undefined };
      });
    },
    async secret(id) {
      const secret = await store.secrets.find(id);
      if (secret === undefined) throw new Error('no such secret');
      return secret;
    },
    async states() {
      const secrets = await store.secrets.listByClient(clientId);
      return Object.fromEntries(secrets.map((secret) => [secret.id, secretState(secret, now)]));
    },
    async recorded() {
      const lines = await ledgerOf(store, heard);
      heard += lines.length;
      return lines;
    },
  };
}
