import { ok, type RandomBytes, refuse } from '@gatepass/protocol';
import type { Exposure, LeakPolicy } from '../../domain/leak/exposure.ts';
import type { Reporter } from '../../domain/leak/leak.ts';
import type { ChangeContext, NewLedgerEntry } from '../../domain/ledger/ledger-entry.ts';
import { newId } from '../../domain/new-id.ts';
import { isLive, type Secret } from '../../domain/secret/secret.ts';
import { type RetireSecretDeps, retireSecret } from '../retire-secret/retire-secret.ts';
import { revokeSecret } from '../revoke-secret/revoke-secret.ts';
import { type FoundCredential, findCredential } from './find-credential.ts';
import { liveDescendants } from './live-descendants.ts';
import type { NoteExposedSecretDeps } from './note-exposed-secret.ts';

export interface NoteLeakDeps extends NoteExposedSecretDeps, Pick<RetireSecretDeps, 'flushUsage'> {
  readonly store: NoteExposedSecretDeps['store'] & RetireSecretDeps['store'];
  readonly randomBytes: RandomBytes;
  readonly policy: LeakPolicy;
}

/** A text that somebody found where no credential should be. */
export interface Sighting {
  readonly text: string;
  readonly url: string | null;
  /** What kind of place, in the reporter's words. */
  readonly source: string;
}

export interface LeakReport extends Sighting {
  readonly reporter: Reporter;
  readonly requestId: string;
}

/** Places of one credential that are kept. Whoever holds it could name any number. */
const MAX_LEAKS = 20;

/**
 * Notes where a credential of ours has leaked, each place once, alarms the operators, and does with a client's
 * secret what the policy says. Any other text leaves no trace.
 */
export async function noteLeak(deps: NoteLeakDeps, report: LeakReport): Promise<void> {
  const found = await findCredential(deps, report.text);
  if (!found.ok) return;
  const context = { actor: 'system:leak', requestId: report.requestId, now: deps.now() } as const;
  const isNew = await keepPlace(deps, context, found.value, report);
  const ended = found.value.kind === 'secret' ? await end(deps, context, found.value.secret) : null;
  if (!isNew && ended === null) return;
  const descendantIds =
    found.value.kind === 'secret'
      ? await liveDescendants(deps.store.secrets, found.value.secret, context.now)
      : [];
  deps.alarm({ ...exposureOf(found.value, report.reporter), descendantIds, ended });
}

/** Whether this place was not known yet. */
async function keepPlace(
  deps: NoteLeakDeps,
  context: ChangeContext,
  credential: FoundCredential,
  { url, source, reporter }: LeakReport,
): Promise<boolean> {
  const kept = await deps.store.change(context, async (change) => {
    const leaks = await change.leaks.listByCredential(credential.id);
    const isKnown = leaks.some(
      (leak) => leak.url === url && leak.source === source && leak.reporter === reporter,
    );
    if (isKnown || leaks.length >= MAX_LEAKS) return refuse('already_noted');
    const id = newId('leak', deps.randomBytes);
    await change.leaks.insert({
      id,
      credentialId: credential.id,
      source,
      url,
      reporter,
      reportedAt: context.now,
    });
    if (credential.kind === 'secret' && (await change.secrets.find(credential.id))?.exposedAt === null) {
      await change.secrets.setExposed(credential.id, context.now);
    }
    change.record(entryOf(credential, id, reporter));
    return ok(undefined);
  });
  return kept.ok;
}

const REASON = 'found where it leaked';

/** Does what the policy says, and says what that was. A secret that is in use is not retired: see `retireSecret`. */
async function end(deps: NoteLeakDeps, context: ChangeContext, secret: Secret): Promise<Exposure['ended']> {
  switch (deps.policy) {
    case 'mark':
      return null;
    case 'retire': {
      if (!isLive(secret, context.now)) return null;
      const wanted = { id: secret.id, reason: REASON, force: false };
      return (await retireSecret(deps, context, wanted)).ok ? 'retired' : null;
    }
    case 'revoke': {
      const revoked = await revokeSecret(deps, context, { id: secret.id, reason: REASON, leaked: true });
      const isNews = revoked.ok && (secret.revokedAt === null || revoked.value.revokedWithIt.length > 0);
      return isNews ? 'revoked' : null;
    }
  }
}

/** URL and source are free text of strangers: the ledger has the id of the place, and no more. */
function entryOf(credential: FoundCredential, leakId: string, reporter: Reporter): NewLedgerEntry {
  const where = { where: 'leak', leak_id: leakId, reporter };
  switch (credential.kind) {
    case 'secret': {
      const after = { client_id: credential.secret.clientId, ...where };
      return { action: 'secret.exposed', subject: credential.id, before: null, after };
    }
    case 'operator': {
      const after = { token_id: credential.id, ...where };
      return { action: 'operator.exposed', subject: credential.operatorId, before: null, after };
    }
    case 'member': {
      const after = { token_id: credential.id, ...where };
      return { action: 'member.exposed', subject: credential.memberId, before: null, after };
    }
    case 'api': {
      const after = { key_id: credential.id, ...where };
      return { action: 'api.exposed', subject: credential.apiId, before: null, after };
    }
  }
}

function exposureOf(
  credential: FoundCredential,
  reporter: Reporter,
): Omit<Exposure, 'descendantIds' | 'ended'> {
  return {
    kind: credential.kind,
    credentialId: credential.id,
    ownerId: ownerOf(credential),
    where: 'leak',
    reporter,
  };
}

function ownerOf(credential: FoundCredential): string {
  switch (credential.kind) {
    case 'secret':
      return credential.secret.clientId;
    case 'operator':
      return credential.operatorId;
    case 'member':
      return credential.memberId;
    case 'api':
      return credential.apiId;
  }
}
