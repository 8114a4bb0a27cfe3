import { type JsonObject, parseJsonObject } from '@gatepass/protocol';

/** What a client proves itself with, and where it gets its tokens. */
export interface Pair {
  readonly client_id: string;
  readonly client_secret: string;
  readonly token_url: string;
}

/** What `--out` writes for a pair, and `--credentials` reads. */
export interface CredentialsFile extends Pair {
  readonly parent_account_id: string;
}

/** Undefined for a text that is none; unknown fields are kept out of it. */
export function parseCredentialsFile(text: string): CredentialsFile | undefined {
  const pair = parsePair(text);
  if (pair === undefined) return undefined;
  const { client_id, client_secret, token_url } = pair;
  const { parent_account_id } = pair.content;
  if (typeof parent_account_id !== 'string') return undefined;
  return { client_id, client_secret, parent_account_id, token_url };
}

/** A pair, and all that stands beside it in its file: whoever replaces the secret keeps the rest. */
export interface PairWithContent extends Pair {
  readonly content: JsonObject;
}

/** The pair of a file that may lack its account: a client that rotates its own secret need not know it. */
export function parsePair(text: string): PairWithContent | undefined {
  const content = parseJsonObject(Buffer.from(text));
  const { client_id, client_secret, token_url } = content ?? {};
  if (content === undefined || typeof client_id !== 'string') return undefined;
  if (typeof client_secret !== 'string' || typeof token_url !== 'string') return undefined;
  return { client_id, client_secret, token_url, content };
}
