/** A request that may be sent again without being done again. */
export interface KeyedRequest {
  /** Who asks for what: actor, method and path. Keys of different scopes have nothing to do with each other. */
  readonly scope: string;
  /** A digest of the key: callers make keys up, of whatever they like. */
  readonly key: string;
  /** Of all that was asked for: another one under the same key is a mistake of the caller's. */
  readonly digest: string;
  /** Whether the answer may hold a secret, so that it is not kept for that reason. */
  readonly reveals: boolean;
}

/** What is kept of the request that came first. */
export interface FirstRequest {
  readonly digest: string;
  readonly reveals: boolean;
  /** The ids of what it made, and made along with it, as the ledger names them. */
  readonly subjects: readonly string[];
  /** Null where it told a secret, is still on its way, or was never made. */
  readonly answer: KeptAnswer | null;
  readonly createdAt: number;
}

export interface KeptAnswer {
  readonly status: number;
  /** The body, byte for byte. */
  readonly text: string;
}
