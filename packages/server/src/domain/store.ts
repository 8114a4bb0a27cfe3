import type { Environment, Result, Status } from '@gatepass/protocol';
import type { Account } from './account/account.ts';
import type { Api } from './api/api.ts';
import type { ClaimReads, ClaimWrites } from './claim/claim-store.ts';
import type { Client, ClientSettings } from './client/client.ts';
import type { ClientRecord } from './client/client-record.ts';
import type { ClientKey } from './client-key/client-key.ts';
import type {
  MailQueue,
  MailReads,
  MailWrites,
  Outbox,
  WebhookQueue,
  WebhookReads,
  WebhookWrites,
} from './delivery/delivery-stores.ts';
import type { FailedRequest, FailuresByCause } from './failure/failed-request.ts';
import type { IdempotencyStore, IdempotencyWrites } from './idempotency/idempotency-store.ts';
import type { Leak } from './leak/leak.ts';
import type { ChangeContext, NewLedgerEntry } from './ledger/ledger-entry.ts';
import type {
  CheckpointHousekeeping,
  CheckpointReads,
  CheckpointWrites,
  LedgerReads,
} from './ledger/ledger-store.ts';
import type { LinkHousekeeping, LinkReads, LinkWrites } from './link/link-store.ts';
import type { MemberReads, MemberWrites } from './member/member-store.ts';
import type { OperatorReads, OperatorWrites } from './operator/operator-store.ts';
import type { ListFilter, PageRequest } from './page-request.ts';
import type { OwnedNoun } from './partner/owned-noun.ts';
import type { PartnerReads, PartnerWrites } from './partner/partner-store.ts';
import type {
  PersonalTokenReads,
  PersonalTokenWrites,
  PersonReads,
  PersonWrites,
} from './person/person-stores.ts';
import type { Prunable } from './prunable.ts';
import type { RequestReads, RequestWrites } from './request/request-store.ts';
import type { RulesReads, RulesWrites } from './rules/rules-store.ts';
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
  readonly requests: RequestReads & Prunable;
  readonly rules: RulesReads;
  readonly claims: ClaimReads;
  readonly links: LinkReads & LinkHousekeeping;
  readonly mails: MailReads;
  readonly webhooks: WebhookReads;
  readonly keys: KeyReads;
  readonly deployment: DeploymentReads;
  readonly ledger: LedgerReads;
  readonly checkpoints: CheckpointReads & CheckpointHousekeeping;
  /** Whose this subject of the ledger is, and of this kind where one is named; undefined where it is no partner's. */
  partnerOf(subject: string, noun?: OwnedNoun): Promise<string | undefined>;
  /** The three below are counts and traces that end by themselves: written in batches, without ledger rows. */
  readonly usage: UsageStore;
  readonly failures: FailureStore;
  readonly assertions: AssertionStore;
  readonly revokedTokens: RevokedTokenReads & Prunable;
  /** What follows from the ledger's rows: written beside them, as it is planned and sent. */
  readonly outbox: Outbox;
  readonly mailQueue: MailQueue;
  readonly webhookQueue: WebhookQueue;
  /** Noted by the change itself; the answer is added when it is known. */
  readonly idempotency: IdempotencyStore;
  /**
   * The one way to change anything: one transaction that also appends what `work` records to the ledger, or
   * leaves no trace when it is refused or throws. Its rows are applied to this node before it resolves.
   * Throws when the work wrote something and recorded nothing: no change without its row. Throws `ChangedMeanwhile`
   * or `AlreadyNoted`, and leaves no trace either, where a condition of the context is not met.
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
  readonly requests: RequestReads & RequestWrites;
  readonly rules: RulesReads & RulesWrites;
  readonly claims: ClaimReads & ClaimWrites;
  readonly links: LinkReads & LinkWrites;
  readonly mails: MailReads & MailWrites;
  readonly webhooks: WebhookReads & WebhookWrites;
  readonly keys: KeyReads & KeyWrites;
  readonly deployment: DeploymentReads & DeploymentWrites;
  readonly idempotency: IdempotencyWrites;
  readonly checkpoints: CheckpointReads & CheckpointWrites;
  record(entry: NewLedgerEntry): void;
}

export interface ClientReads {
  find(id: string): Promise<Client | undefined>;
  list(page: PageRequest & ListFilter & { readonly partnerId: string | null }): Promise<readonly Client[]>;
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
  /** By status; accounts have no names. */
  list(page: PageRequest & Pick<ListFilter, 'status'>): Promise<readonly Account[]>;
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

/** The database does not answer, or not as a database should. Callers answer 503; nothing was changed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
