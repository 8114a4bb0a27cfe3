/** Where a request came from, as far as that is kept. */
export interface RequestOrigin {
  /** IPv4 /32 or IPv6 /64. */
  readonly network: string;
  /** The SDK's own words about itself: evidence for people, never a ground for a decision on access. */
  readonly instance: string | undefined;
  readonly version: string | undefined;
}

/** A credential was believed: for a token, or elsewhere than at the token endpoint, where `tokenEndsAt` is that moment. */
export interface Use {
  readonly credentialId: string;
  readonly clientId: string;
  readonly origin: RequestOrigin;
  /** Milliseconds. */
  readonly at: number;
  readonly tokenEndsAt: number;
  /** Whether the client's list of networks, at its stage `report`, does not have this one. */
  readonly outsideNetworks: boolean;
  /** Whether the client's token budget was used up, and the token issued all the same. */
  readonly overBudget: boolean;
}

/** What is known of a credential's use. Hours and days are counted from 1970, in UTC. */
export interface CredentialUse {
  readonly credentialId: string;
  readonly clientId: string;
  readonly firstUsedAt: number;
  readonly lastUsedAt: number;
  readonly lastNetwork: string;
  /** When the last token obtained with it ends. */
  readonly lastTokenEndsAt: number;
  readonly uses: number;
}

export interface UsesInPeriod {
  readonly credentialId: string;
  /** Hours or days since 1970. */
  readonly period: number;
  readonly uses: number;
}

export interface NetworkUse {
  readonly credentialId: string;
  readonly network: string;
  readonly uses: number;
  readonly lastUsedAt: number;
}

/** Hours and days of a credential are sums over these. */
export interface NetworkInHour extends NetworkUse {
  /** Hours since 1970. */
  readonly hour: number;
}

export interface InstanceUse {
  readonly credentialId: string;
  readonly instance: string;
  readonly version: string | null;
  readonly firstUsedAt: number;
  readonly lastUsedAt: number;
  readonly uses: number;
}

/** Of one client on one day. */
export interface ClientDay {
  readonly clientId: string;
  readonly day: number;
  readonly overBudget: number;
  readonly outsideNetworks: number;
}

/** What one node counted since its last batch; the store adds it to what it has. */
export interface UsageBatch {
  readonly credentials: readonly CredentialUse[];
  readonly networks: readonly NetworkInHour[];
  readonly instances: readonly InstanceUse[];
  readonly clientDays: readonly ClientDay[];
}
