import { join } from 'node:path';
import type { CreatedClient, CreatedOperator, Partner, Role } from '@gatepass/protocol';
import { type System, type SystemOptions, startSystem } from '@gatepass/testing';
import { type LinkKind, sealPurposeOf } from '../../domain/link/mailed-link.ts';
import { openSqlite } from '../../store/dialects/sqlite/open-sqlite.ts';
import { addFailedMail } from './add-failed-mail.ts';
import { addMemberWithToken, addTokenOf, type MemberWithToken } from './add-member-with-token.ts';
import { type Operation, readOperations } from './operation.ts';
import { openStoreBeside } from './store-beside.ts';

/** What a call of an operation sends, besides who sends it. */
export interface Call {
  /** By the names in the path. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of whoever may do this and nobody else, where the call is about something with a token of its own. */
  readonly token?: string;
}

export interface OperationAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface LedgerEntry {
  readonly sequence: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface LabClient {
  readonly clientId: string;
  readonly secretId: string;
  readonly clientSecret: string;
  readonly accountId: string;
}

/** A running server, what it says it does, and whatever its operations are called with. Everything made is new. */
export interface Laboratory {
  readonly system: System;
  readonly operations: readonly Operation[];
  operation(id: string): Operation;
  /** As an operator, member or whoever holds this token; as nobody where it is undefined. */
  call(operation: Operation, call: Call, token: string | undefined): Promise<OperationAnswer>;
  /** As an admin; the answer's body. Throws where it is not done. */
  made<Body>(id: string, call: Call): Promise<Body>;
  /** The ledger's last sequence. */
  head(): number;
  entriesAfter(sequence: number): readonly LedgerEntry[];
  newAccountId(): string;
  newPartner(): Promise<string>;
  newClient(partnerId: string): Promise<LabClient>;
  newMember(partnerId: string): Promise<MemberWithToken>;
  /** The id of one more token. */
  anotherTokenOf(memberId: string): Promise<string>;
  /** The id of a mail to a member that could not be sent. */
  failedMail(memberId: string): Promise<string>;
  /** Time goes by, and what is due is done. */
  pass(milliseconds: number): Promise<void>;
  /** What the mail about this would tell. */
  linkToken(subjectId: string, kind: LinkKind): Promise<string>;
  newOperator(role: Role): Promise<CreatedOperator>;
  stop(): Promise<void>;
}

export async function openLaboratory(options?: SystemOptions): Promise<Laboratory> {
  const system = await startSystem({
    ...options,
    settings: {
      GATEPASS_OPERATOR_LIMIT: '100000',
      GATEPASS_OPERATOR_TOKEN_TTL: '365',
      GATEPASS_REQUEST_LIMIT_NETWORK: '100000',
      ...options?.settings,
    },
  });
  const operations = await readOperations(system.issuer);
  const beside = await openStoreBeside(system.dataDir);
  const database = await openSqlite(join(system.dataDir, 'gatepass.db'), 'read');
  let accounts = 0;

  const operation = (id: string) => {
    const found = operations.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`there is no operation ${id}`);
    return found;
  };
  const call: Laboratory['call'] = async (
    { method, path, takesBody },
    { parameters, query, body, headers },
    token,
  ) => {
    const url = new URL(system.issuer + path.replaceAll(/\{(\w+)\}/g, (_, name) => parameters?.[name] ?? ''));
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const sent = body ?? (takesBody ? {} : undefined);
    const response = await fetch(url, {
      method,
      headers: {
        ...headers,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
      },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const made: Laboratory['made'] = async (id, given) => {
    const { status, text } = await call(operation(id), given, system.operatorToken);
    if (status >= 300) throw new Error(`${id} was answered by ${status}: ${text}`);
    return JSON.parse(text);
  };
  const newAccountId = () => `pa_${++accounts}`;

  return {
    system,
    operations,
    operation,
    call,
    made,
    head: () => {
      const row = database.prepare('SELECT sequence FROM ledger_head').get() as { sequence: number };
      return row.sequence;
    },
    entriesAfter(sequence) {
      const rows = database
        .prepare('SELECT entry FROM ledger WHERE sequence > ? ORDER BY sequence')
        .all(sequence) as { entry: string }[];
      return rows.map(({ entry }) => JSON.parse(entry) as LedgerEntry);
    },
    newAccountId,
    newPartner: async () => (await made<Partner>('createPartner', { body: { name: 'Partner' } })).id,
    async newClient(partnerId) {
      const accountId = newAccountId();
      const body = { partner_id: partnerId, name: 'Client', parent_account_id: accountId };
      const client = await made<CreatedClient>('createClient', { body });
      const { client_id: clientId, client_secret: clientSecret, secret } = client;
      return { clientId, clientSecret, secretId: secret.id, accountId };
    },
    newMember: (partnerId) => addMemberWithToken(beside, partnerId, system.clock.now()),
    anotherTokenOf: async (memberId) => (await addTokenOf(beside, memberId, system.clock.now())).tokenId,
    failedMail: (memberId) => addFailedMail(beside, memberId, system.clock.now()),
    async pass(milliseconds) {
      system.clock.advance(milliseconds);
      await system.work();
    },
    async linkToken(subjectId, kind) {
      const link = await beside.store.links.latestOf(subjectId, kind);
      if (link?.sealed == null) throw new Error(`${subjectId} has no link to ${kind} it`);
      return beside.maker.unseal(link.sealed, sealPurposeOf(link));
    },
    newOperator: (role) => made<CreatedOperator>('createOperator', { body: { name: 'Operator', role } }),
    async stop() {
      database.close();
      await beside.close();
      await system.stop();
    },
  };
}
