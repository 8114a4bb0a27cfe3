import type { Environment, Result, Role, Status } from '@gatepass/protocol';
import type { Account } from './account/account.ts';
import type { Api } from './api/api.ts';
import type { Client, ClientSettings } from './client/client.ts';
import type { ClientRecord } from './client/client-record.ts';
import type { ClientKey } from './client-key/client-key.ts';
import type { FailedRequest, FailuresByCause } from './failure/failed-request.ts';
import type { Leak } from './leak/leak.ts';
import type { LedgerAction } from './ledger/ledger-actions.ts';
import type { ChangeContext, LedgerHead, LedgerRow, NewLedgerEntry } from './ledger/ledger-entry.ts';
import type { MemberReads, MemberWrites } from './member/member-store.ts';
import type { Operator } from './operator/operator.ts';
import type { Partner } from './partner/partner.ts';
import type {
  PersonalTokenReads,
  PersonalTokenWrites,
  PersonReads,
  PersonWrites,
} from './person/person-stores.ts';
import type { Secret } from './secret/secret.ts';
import type { MacKey, SigningKey } from './signing-key/signing-key.ts';
import type { StatusChange } from './status-change.ts';
import type {
  ClientDay,
  CredentialUse,
  InstanceUse,
  NetworkUse,
  UsageBatch,
  UsesInPeriod,
} from './usage/usage.ts';

/** Where a list goes on: after this id, so many at the most. Lists are in the order of ids. */
export interface PageRequest {
  readonly after: string | null;
  readonly limit: number;
}

/** What the rules ask of the store. Nothing here is of one database only. */
export interface Store {
  readonly partners: PartnerReads;
  readonly clients: ClientReads;
  readonly secrets: SecretReads;
  readonly accounts: AccountReads;
  readonly clientKeys: ClientKeyReads;
  readonly leaks: LeakReads;
  readonly apis: ApiReads;
  readonly people: PersonReads;
  readonly operators: OperatorReads;
  readonly members: MemberReads;
  readonly personalTokens: PersonalTokenReads;
  readonly keys: KeyReads;
  readonly deployment: DeploymentReads;
  readonly ledger: LedgerReads;
  /** The three below are counts and traces that end by themselves: written in batches, without ledger rows. */
  readonly usage: UsageStore;
  readonly failures: FailureStore;
  readonly assertions: AssertionStore;
  readonly revokedTokens: RevokedTokenReads & Prunable;
  /**
   * The one way to change anything: one transaction that also appends what `work` records to the ledger, or
   * leaves no trace when it is refused or throws. Its rows are applied to this node before it resolves.
   * Throws when the work wrote something and recorded nothing: no change without its row.
   */
  change<Value, Refusal>(
    context: ChangeContext,
    work: (change: Change) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal>>;
  /** Does the work to see how it would end, and undoes it. No row, no trace, and nobody hears of it. */
  rehearse<Value, Refusal>(
    context: ChangeContext,
    work: (change: Change) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal>>;
  close(): Promise<void>;
}

/** Inside a change, reads see what was written before in it. */
export interface Change {
  readonly partners: PartnerReads & PartnerWrites;
  readonly clients: ClientReads & ClientWrites;
  readonly secrets: SecretReads & SecretWrites;
  readonly accounts: AccountReads & AccountWrites;
  readonly clientKeys: ClientKeyReads & ClientKeyWrites;
  readonly leaks: LeakReads & LeakWrites;
  readonly revokedTokens: RevokedTokenReads & RevokedTokenWrites;
  readonly apis: ApiReads & ApiWrites;
  readonly people: PersonReads & PersonWrites;
  readonly operators: OperatorReads & OperatorWrites;
  readonly members: MemberReads & MemberWrites;
  readonly personalTokens: PersonalTokenReads & PersonalTokenWrites;
  readonly keys: KeyReads & KeyWrites;
  readonly deployment: DeploymentReads & DeploymentWrites;
  record(entry: NewLedgerEntry): void;
}

export interface PartnerReads {
  find(id: string): Promise<Partner | undefined>;
  list(page: PageRequest): Promise<readonly Partner[]>;
}

export interface PartnerWrites {
  insert(partner: Partner): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
}

export interface ClientReads {
  find(id: string): Promise<Client | undefined>;
  list(page: PageRequest & { readonly partnerId: string | null }): Promise<readonly Client[]>;
  /** All of a partner, or all that act for a parent account. */
  listOf(owner: { readonly partnerId: string } | { readonly accountId: string }): Promise<readonly Client[]>;
  /** One statement, whether or not there is such a client. */
  findRecord(clientId: string, secretId: string): Promise<ClientRecord | undefined>;
}

export interface ClientWrites {
  insert(client: Client): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
  configure(id: string, settings: Partial<ClientSettings>): Promise<void>;
}

export interface AccountReads {
  find(id: string): Promise<Account | undefined>;
  list(page: PageRequest): Promise<readonly Account[]>;
}

export interface AccountWrites {
  insert(account: Account): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
  setEnd(id: string, endsAt: number | null): Promise<void>;
}

export interface SecretReads {
  find(id: string): Promise<Secret | undefined>;
  /** In the order of their making. */
  listByClient(clientId: string): Promise<readonly Secret[]>;
  /** Those whose overlap may end by this time, and that have not ended. */
  listRetiring(until: number): Promise<readonly Secret[]>;
  /** Those that expire after `from` and by `until`, and have not ended otherwise. */
  listExpiring(from: number, until: number): Promise<readonly Secret[]>;
}

/** What of a secret's course may change. */
export type SecretCourse = Pick<
  Secret,
  | 'expiresAt'
  | 'retireAt'
  | 'retireUnusedFor'
  | 'heldAt'
  | 'retiredAt'
  | 'retireReason'
  | 'replaces'
  | 'warnedDays'
>;

export interface SecretWrites {
  insert(secret: Secret): Promise<void>;
  setRevoked(id: string, at: number, reason: string): Promise<void>;
  setExposed(id: string, at: number): Promise<void>;
  update(id: string, course: Partial<SecretCourse>): Promise<void>;
}

export interface ClientKeyReads {
  find(id: string): Promise<ClientKey | undefined>;
  /** In the order of their making. */
  listByClient(clientId: string): Promise<readonly ClientKey[]>;
}

export interface ClientKeyWrites {
  insert(key: ClientKey): Promise<void>;
  setRevoked(id: string, at: number, reason: string): Promise<void>;
}

export interface LeakReads {
  /** The latest first. */
  listByCredential(credentialId: string): Promise<readonly Leak[]>;
}

export interface LeakWrites {
  insert(leak: Leak): Promise<void>;
}

export interface Prunable {
  /** Removes what has had its time, and says how many rows that were. */
  prune(now: number): Promise<number>;
}

export interface RevokedTokenReads {
  /** RFC 7009: whether this token was revoked. */
  has(jti: string): Promise<boolean>;
}

export interface RevokedTokenWrites {
  insert(token: {
    readonly jti: string;
    readonly clientId: string;
    readonly expiresAt: number;
    readonly revokedAt: number;
  }): Promise<void>;
}

/** Which assertions have been used (RFC 7523 §3, `jti`). */
export interface AssertionStore extends Prunable {
  /** Notes each as used, all in one transaction, and says of each whether this was the first time. */
  use(
    assertions: readonly {
      readonly clientId: string;
      readonly jtiDigest: string;
      readonly expiresAt: number;
    }[],
  ): Promise<readonly boolean[]>;
}

export interface UsageStore extends Prunable {
  add(batch: UsageBatch): Promise<void>;
  ofCredentials(ids: readonly string[]): Promise<readonly CredentialUse[]>;
  ofClient(clientId: string): Promise<readonly CredentialUse[]>;
  /** From this hour or day on, in their order. */
  hours(credentialIds: readonly string[], since: number): Promise<readonly UsesInPeriod[]>;
  days(credentialIds: readonly string[], since: number): Promise<readonly UsesInPeriod[]>;
  /** Summed over the days from this one on, the most used first. */
  networks(credentialIds: readonly string[], sinceDay: number): Promise<readonly NetworkUse[]>;
  /** Those used since this time (milliseconds). */
  instances(credentialIds: readonly string[], since: number): Promise<readonly InstanceUse[]>;
  clientDays(clientId: string, sinceDay: number): Promise<readonly ClientDay[]>;
}

export interface FailureStore extends Prunable {
  add(failures: readonly FailedRequest[]): Promise<void>;
  find(requestId: string): Promise<FailedRequest | undefined>;
  /** The latest first. */
  listByClient(clientId: string, limit: number): Promise<readonly FailedRequest[]>;
  /** Of one client or one network, from one time to another (milliseconds, both included), the most frequent first. */
  countByCause(
    of: { readonly clientId: string } | { readonly network: string },
    from: number,
    until: number,
  ): Promise<readonly FailuresByCause[]>;
}

export interface ApiReads {
  find(id: string): Promise<Api | undefined>;
  findByAudience(audience: string): Promise<Api | undefined>;
  findByKeyId(keyId: string): Promise<Api | undefined>;
  list(page: PageRequest): Promise<readonly Api[]>;
}

export interface ApiWrites {
  insert(api: Api): Promise<void>;
}

export interface OperatorReads {
  find(id: string): Promise<Operator | undefined>;
  findByPerson(personId: string): Promise<Operator | undefined>;
  list(page: PageRequest): Promise<readonly Operator[]>;
}

export interface OperatorWrites {
  insert(operator: Operator): Promise<void>;
  setStatus(id: string, status: Status, change: StatusChange): Promise<void>;
  setRole(id: string, role: Role): Promise<void>;
}

export interface KeyReads {
  signingKeys(): Promise<readonly SigningKey[]>;
  macKeys(): Promise<readonly MacKey[]>;
}

export interface KeyWrites {
  insertSigningKey(key: SigningKey): Promise<void>;
  insertMacKey(key: MacKey): Promise<void>;
}

export interface DeploymentReads {
  environment(): Promise<Environment | undefined>;
}

export interface DeploymentWrites {
  setEnvironment(environment: Environment): Promise<void>;
}

export interface LedgerReads {
  head(): Promise<LedgerHead>;
  /** Rows above a sequence, in order. */
  rowsAfter(sequence: number, limit: number): Promise<readonly LedgerRow[]>;
  /** The latest row that says this of it. */
  lastOf(subject: string, action: LedgerAction): Promise<LedgerRow | undefined>;
}

/** The database does not answer, or not as a database should. Callers answer 503; nothing was changed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
