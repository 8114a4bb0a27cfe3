import type { Role } from '@gatepass/protocol';
import type { Mail } from '../domain/delivery/mail.ts';
import type { MailFailure, MailTransport, OutgoingMail } from '../domain/delivery/mail-transport.ts';
import type { ChangeContext, NewLedgerEntry } from '../domain/ledger/ledger-entry.ts';
import { sha256 } from '../signing/sha256.ts';
import { createMember } from '../usecases/create-member/create-member.ts';
import { createOperator } from '../usecases/create-operator/create-operator.ts';
import { createRequest } from '../usecases/create-request/create-request.ts';
import { planDeliveries } from '../usecases/plan-deliveries/plan-deliveries.ts';
import { type SendMailsDeps, sendNextMail } from '../usecases/send-mails/send-mails.ts';
import { createSettling } from '../usecases/send-mails/settling.ts';
import { type SubmittedRequest, submitRequest } from '../usecases/submit-request/submit-request.ts';
import { made } from './made.ts';
import { makeClient } from './make-client.ts';
import { openTestStore, TEST_CONTEXT, type TestStore } from './open-test-store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Ways to make what mails are about, on a real store, with a clock that is moved by hand. */
export interface DeliveryBench extends TestStore {
  readonly partnerId: string;
  readonly clientId: string;
  readonly secretId: string;
  now(): number;
  advance(milliseconds: number): void;
  context(actor?: ChangeContext['actor']): ChangeContext;
  operator(role: Role, email?: string): Promise<string>;
  member(email: string): Promise<string>;
  /** By the public form. */
  submit(email: string): Promise<SubmittedRequest>;
  /** Typed in by this operator; its id. */
  request(operatorId: string, email: string): Promise<string>;
  /** A row of the ledger, as some change would leave it. */
  record(
    entry: Pick<NewLedgerEntry, 'action' | 'subject'> & Partial<NewLedgerEntry>,
    by?: Pick<ChangeContext, 'actor'>,
  ): Promise<void>;
  plan(): Promise<void>;
  /** The rows that planning found damaged. */
  readonly damaged: readonly number[];
  /** What the mails say: `template person's address`, in the order of their ids' making. */
  planned(): Promise<readonly string[]>;
  mails(): Promise<readonly Mail[]>;
}

export async function deliveryBench(): Promise<DeliveryBench> {
  const opened = await openTestStore();
  const { store, maker } = opened;
  const { partnerId, clientId, secretId } = await makeClient(opened);
  let now = TEST_CONTEXT.now;
  const context = (actor: ChangeContext['actor'] = 'operator:opr_1') => ({ actor, requestId: null, now });
  const deps = { ...maker, store, sha256, scopes: ['read'], operatorTokenLifetime: 90 * DAY };
  const wanted = (email: string) => ({
    platformName: 'Shop Platform',
    expectedMerchantVolume: 10,
    parentAccountId: 'pa_main',
    contact: { name: 'Ada', email },
    purpose: 'To sell.',
    scope: undefined,
    networks: [],
  });
  const damaged: number[] = [];
  const plan = () =>
    planDeliveries({
      store,
      randomBytes: maker.randomBytes,
      now: () => now,
      onDamaged: (sequence) => damaged.push(sequence),
    });
  const mails = () => store.mails.list({ after: null, limit: 1000, state: null });
  return {
    ...opened,
    partnerId,
    clientId,
    secretId,
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    context,
    async operator(role, email) {
      const given = { name: role, role, ...(email !== undefined && { email }) };
      return made(await createOperator(deps, context(), given)).operator.id;
    },
    async member(email) {
      return made(await createMember(deps, context(), { partnerId, name: 'Member', email })).id;
    },
    async submit(email) {
      return made(await submitRequest({ ...deps, confirmLifetime: DAY }, context(), wanted(email)));
    },
    async request(operatorId, email) {
      const by = { ...context(`operator:${operatorId}`), operatorId };
      return made(await createRequest(deps, by, { ...wanted(email), partnerId: null })).request.id;
    },
    async record(entry, by) {
      await store.change({ ...context(), ...by }, async (change) => {
        change.record({ before: null, after: null, ...entry });
        return { ok: true, value: undefined };
      });
    },
    plan,
    damaged,
    async planned() {
      await plan();
      const lines = (await mails()).map(async ({ template, personId }) => {
        const person = await store.people.find(personId);
        return `${template} ${person?.email}`;
      });
      return (await Promise.all(lines)).sort();
    },
    mails,
  };
}

/** A mailer over a bench, whose transport does what it is told. */
export interface BenchMailer {
  readonly deps: SendMailsDeps;
  /** What was handed over, whatever came of it. */
  readonly handed: OutgoingMail[];
  /** What became known: `sent`, `repeated`, `failed: …`, `error: <id>`. */
  readonly noted: string[];
  /** Sends all that is due. */
  send(): Promise<void>;
}

export function benchMailer(
  bench: DeliveryBench,
  outcome: (mail: OutgoingMail, attempt: number) => MailFailure | undefined | Promise<undefined> = () =>
    undefined,
): BenchMailer {
  const handed: OutgoingMail[] = [];
  const noted: string[] = [];
  const transport: MailTransport = {
    async send(mail) {
      handed.push(mail);
      const refusal = await outcome(mail, handed.length);
      return refusal === undefined ? { ok: true, value: undefined } : { ok: false, refusal };
    },
  };
  const deps: SendMailsDeps = {
    store: bench.store,
    issuer: 'https://auth.example.com',
    unseal: bench.maker.unseal,
    transport,
    settling: createSettling(),
    // No jitter, so that delays are what the table says.
    randomBytes: (count) => new Uint8Array(count),
    now: bench.now,
    onSent: () => noted.push('sent'),
    onRepeated: () => noted.push('repeated'),
    onFailed: (_mail, error) => noted.push(`failed: ${error}`),
    onError: ({ id }) => noted.push(`error: ${id}`),
  };
  return {
    deps,
    handed,
    noted,
    async send() {
      while (await sendNextMail(deps));
    },
  };
}
