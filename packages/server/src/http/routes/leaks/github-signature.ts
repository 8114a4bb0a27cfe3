import type { IncomingHttpHeaders } from 'node:http';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Clock } from '../../../domain/clock.ts';

export interface GithubSignatureDeps {
  /** GitHub's list of keys as it is now; rejects when it is not to be had. */
  readonly fetchKeys: () => Promise<Uint8Array>;
  /** ECDSA on P-256 with SHA-256; the key in PEM. */
  readonly verify: (publicKey: string, data: Uint8Array, signature: Uint8Array) => boolean;
  readonly now: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** Whether GitHub has sent this body: its headers name a key and hold a signature over the body as it came. */
export type IsFromGithub = (headers: IncomingHttpHeaders, body: Uint8Array) => Promise<boolean>;

/** For so long a list is taken as it was. */
const FRESH_MILLISECONDS = 60 * 60_000;
/** For so long the last one serves while no newer one is to be had: GitHub allows few requests to strangers. */
const STALE_MILLISECONDS = 24 * 60 * 60_000;
/** Between two fetches, whatever brings them about: anybody can name a key that is not in the list. */
const COOLDOWN_MILLISECONDS = 60_000;

const KeyList = Compile(
  Type.Object({
    public_keys: Type.Array(
      Type.Object({ key_identifier: Type.String({ minLength: 1 }), key: Type.String({ maxLength: 4096 }) }),
      { maxItems: 100 },
    ),
  }),
);

/**
 * Verifies messages of GitHub's secret scanning with the keys that it publishes. Where they are not to be had, no
 * message is GitHub's, and each is taken for anybody's.
 */
export function githubSignature(deps: GithubSignatureDeps): IsFromGithub {
  let keys: ReadonlyMap<string, string> = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let inFlight: Promise<void> | undefined;

  /** Either way: a clock that was set back must not stop fetches until it has caught up. */
  const since = (time: number) => Math.abs(deps.now() - time);

  async function fetchKeys(): Promise<void> {
    triedAt = deps.now();
    try {
      keys = parseKeyList(await deps.fetchKeys());
      fetchedAt = deps.now();
    } catch (error) {
      deps.onFailure(error);
    }
  }

  /** Joins the fetch in flight, or begins one where it may. */
  async function refresh(): Promise<void> {
    if (inFlight === undefined && since(triedAt) < COOLDOWN_MILLISECONDS) return;
    inFlight ??= fetchKeys().finally(() => {
      inFlight = undefined;
    });
    await inFlight;
  }

  async function keyOf(identifier: string): Promise<string | undefined> {
    if (since(fetchedAt) >= FRESH_MILLISECONDS || !keys.has(identifier)) await refresh();
    return since(fetchedAt) < STALE_MILLISECONDS ? keys.get(identifier) : undefined;
  }

  return async (headers, body) => {
    const identifier = headers['github-public-key-identifier'];
    const signature = headers['github-public-key-signature'];
    if (typeof identifier !== 'string' || typeof signature !== 'string') return false;
    const key = await keyOf(identifier);
    return key !== undefined && deps.verify(key, body, Buffer.from(signature, 'base64'));
  };
}

function parseKeyList(document: Uint8Array): ReadonlyMap<string, string> {
  const list: unknown = JSON.parse(Buffer.from(document).toString('utf8'));
  if (!KeyList.Check(list)) throw new Error('the answer is not a list of keys');
  return new Map(list.public_keys.map(({ key_identifier, key }) => [key_identifier, key]));
}
