import type { Logger } from 'pino';
import type { Settings } from '../config/settings.ts';
import type { Clock } from '../domain/clock.ts';
import type { Exposure } from '../domain/leak/exposure.ts';
import { createKeyedHash } from '../domain/limits/keyed-hash.ts';
import { createRateBuckets } from '../domain/limits/rate-buckets.ts';
import type { CredentialMaker } from '../domain/secret/make-credential.ts';
import type { EqualDigests } from '../domain/secret/matches-digest.ts';
import type { Store } from '../domain/store.ts';
import { type FetchDocumentDeps, fetchDocument } from '../http/key-sets/fetch-document.ts';
import type { RequestLog } from '../http/request-log.ts';
import { githubSignature } from '../http/routes/leaks/github-signature.ts';
import type { LeaksRouteDeps } from '../http/routes/leaks/leaks.route.ts';
import { sha256 } from '../signing/sha256.ts';
import { verifyEcdsaP256 } from '../signing/verify-ecdsa.ts';
import { findCredential } from '../usecases/note-exposed-secret/find-credential.ts';
import { createLookUpQueue } from '../usecases/note-exposed-secret/look-up-queue.ts';
import { noteExposedSecret, type SeenSecret } from '../usecases/note-exposed-secret/note-exposed-secret.ts';
import { type LeakReport, noteLeak } from '../usecases/note-exposed-secret/note-leak.ts';
import type { BackgroundWork } from './background-work.ts';
import { messageOf, stackOf } from './error-texts.ts';

export interface LeakParts extends CredentialMaker {
  readonly settings: Settings;
  readonly store: Store;
  readonly equalDigests: EqualDigests;
  readonly fetching: FetchDocumentDeps;
  readonly background: BackgroundWork;
  readonly flushUsage: () => Promise<void>;
  readonly secretExposed: (where: Exposure['where']) => void;
  readonly log: Logger;
  readonly requestLog: RequestLog;
  readonly now: Clock;
}

export interface Leaks {
  /** Notes a secret as exposed, if it is one, some time after the answer. */
  noteExposed(seen: SeenSecret): void;
  readonly route: LeaksRouteDeps;
  /** Goes on with reports that an outage has held up. */
  work(): Promise<void>;
}

/** Reports that wait to be looked at: at most 5 MB of them, and a tenth of a second of look-ups. */
const MOST_WAITING = 2000;
/** Unsigned reports of one network; and, counted apart, secrets in its URLs or from its browsers. */
const REPORTS = { burst: 20, perMinute: 60 };
const REPORT_BUCKETS = 4096;

/** Everything that hears of credentials where none may be, put together. */
export function openLeaks(parts: LeakParts): Leaks {
  const { settings, store, background, log, now } = parts;
  const finding = {
    store,
    digest: parts.mac.digest,
    equalDigests: parts.equalDigests,
    prefixes: settings.prefixes,
    environment: settings.environment,
  };
  const alarm = (exposure: Exposure) => {
    parts.secretExposed(exposure.where);
    log.warn(toLine(exposure), 'a credential was seen where none may be');
  };
  const noting = {
    ...finding,
    alarm,
    now,
    randomBytes: parts.randomBytes,
    policy: settings.leaks.policy,
    flushUsage: parts.flushUsage,
  };
  const queueOf = <Report>(note: (report: Report) => Promise<void>) =>
    createLookUpQueue({
      note,
      start: (work) => background.start(work),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      onError: (error) => log.error({ error: stackOf(error) }, 'a report of a leak was not looked at'),
      most: MOST_WAITING,
    });
  const queue = queueOf<LeakReport>((report) => noteLeak(noting, report));
  const seenQueue = queueOf<SeenSecret>((seen) => noteExposedSecret(noting, seen));
  const limit = () => createRateBuckets(createKeyedHash(parts.randomBytes(8)), REPORTS, REPORT_BUCKETS);
  const seenLimit = limit();
  const githubKeys = new URL(settings.leaks.githubKeysUrl);
  return {
    noteExposed(seen) {
      // What is beyond the limit is not looked up: a secret that is sent like that is sent again.
      if (seenLimit.count(seen.network, now()) === 0) seenQueue.offer([seen]);
    },
    async work() {
      await queue.work();
      await seenQueue.work();
    },
    route: {
      offer: (reports) => queue.offer(reports),
      async judge(text) {
        const found = await findCredential(finding, text);
        if (found.ok) return true;
        return found.refusal === 'elsewhere' ? undefined : false;
      },
      sha256,
      isFromGithub: githubSignature({
        // On this machine, too: here it is the operator who names the place.
        fetchKeys: () => fetchDocument({ ...parts.fetching, onLoopback: true }, githubKeys),
        verify: verifyEcdsaP256,
        now,
        onFailure: (error) => log.warn({ error: messageOf(error) }, 'GitHub’s keys could not be fetched'),
      }),
      limit: limit(),
      trustedProxies: settings.trustedProxies,
      now,
      log: parts.requestLog,
    },
  };
}

function toLine(exposure: Exposure): Record<string, string | readonly string[] | null> {
  return {
    kind: exposure.kind,
    credential_id: exposure.credentialId,
    owner_id: exposure.ownerId,
    where: exposure.where,
    reporter: exposure.reporter ?? null,
    descendant_ids: exposure.descendantIds,
    ended: exposure.ended,
  };
}
