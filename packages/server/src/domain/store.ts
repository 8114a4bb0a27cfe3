import type { Environment, Result, Status } from '@gatepass/protocol';
import type { Api } from './api/api.ts';
import type { Client } from './client/client.ts';
import type { ClientRecord } from './client/client-record.ts';
import type { ChangeContext, LedgerHead, LedgerRow, NewLedgerEntry } from './ledger/ledger-entry.ts';
import type { Operator } from './operator/operator.ts';
import type { Partner } from './partner/partner.ts';
import type { Secret } from './secret/secret.ts';
import type { MacKey, SigningKey } from './signing-key/signing-key.ts';

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
  readonly apis: ApiReads;
  readonly operators: OperatorReads;
  readonly keys: KeyReads;
  readonly deployment: DeploymentReads;
  readonly ledger: LedgerReads;
  /**
   * The one way to change anything: one transaction that also appends what `work` records to the ledger, or
   * leaves no trace when it is refused or throws. Its rows are applied to this node before it resolves.
   * Throws when the work wrote something and recorded nothing: no change without its row.
   */
  change<Value, Refusal>(
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
  readonly apis: ApiReads & ApiWrites;
  readonly operators: OperatorReads & OperatorWrites;
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
  setStatus(id: string, status: Status, reason: string): Promise<void>;
}

export interface ClientReads {
  find(id: string): Promise<Client | undefined>;
  list(page: PageRequest & { readonly partnerId: string | null }): Promise<readonly Client[]>;
  /** One statement, whether or not there is such a client. */
  findRecord(clientId: string, secretId: string): Promise<ClientRecord | undefined>;
}

export interface ClientWrites {
  insert(client: Client): Promise<void>;
  setStatus(id: string, status: Status, reason: string): Promise<void>;
}

export interface SecretReads {
  find(id: string): Promise<Secret | undefined>;
  listByClient(clientId: string): Promise<readonly Secret[]>;
}

export interface SecretWrites {
  insert(secret: Secret): Promise<void>;
  setRevoked(id: string, at: number, reason: string): Promise<void>;
  setExposed(id: string, at: number): Promise<void>;
}

export interface ApiReads {
  find(id: string): Promise<Api | undefined>;
  findByAudience(audience: string): Promise<Api | undefined>;
  list(page: PageRequest): Promise<readonly Api[]>;
}

export interface ApiWrites {
  insert(api: Api): Promise<void>;
}

export interface OperatorReads {
  findByTokenId(tokenId: string): Promise<Operator | undefined>;
  list(page: PageRequest): Promise<readonly Operator[]>;
}

export interface OperatorWrites {
  insert(operator: Operator): Promise<void>;
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
}

/** The database does not answer, or not as a database should. Callers answer 503; nothing was changed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
