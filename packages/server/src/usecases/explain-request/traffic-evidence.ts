import { counted } from '../../domain/duration-in-words.ts';
import type { FailuresByCause } from '../../domain/failure/failed-request.ts';
import { sayWhen } from '../../domain/failure/say-when.ts';
import type { EvidenceSources, FailureSources, ReadEvidence } from './evidence-sources.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** So far back are uses from a network looked for. */
const NETWORK_DAYS = 30;

/** Where the request came from, and whether the client was seen there. */
export const networkEvidence: ReadEvidence = async ({ store, failure, client }) => {
  const { network, at } = failure;
  if (network === null) return [];
  const sinceDay = Math.floor(at / DAY) - NETWORK_DAYS;
  const uses = await store.usage.networks(await credentialsOf({ store, client }), sinceDay);
  const seen = uses.filter((use) => use.network === network);
  const tokens = seen.reduce((sum, use) => sum + use.uses, 0);
  if (tokens === 0) {
    return [
      `The request came from ${network}, where this client got no token in the ${NETWORK_DAYS} days before.`,
    ];
  }
  const last = Math.max(...seen.map(({ lastUsedAt }) => lastUsedAt));
  return [
    `The request came from ${network}, where this client got ${counted(tokens, 'token')} in ${NETWORK_DAYS} days, the last on ${sayWhen(last, at)}.`,
  ];
};

/** Where the client may ask from. */
export const networksEvidence: ReadEvidence = async ({ client }) => {
  const { list, stage } = client.settings.networks;
  if (list.length === 0) return ['The client may ask from any network.'];
  return [`The client may ask from ${list.join(', ')} (stage: ${stage}).`];
};

export const budgetEvidence: ReadEvidence = async ({ store, failure, client }) => {
  const budget = client.settings.tokenBudget;
  if (budget === null) return ['The client has no token budget.'];
  const hour = Math.floor(failure.at / HOUR);
  const hours = await store.usage.hours(await credentialsOf({ store, client }), hour - 1);
  const tokensIn = (wanted: number) =>
    hours.filter(({ period }) => period === wanted).reduce((sum, { uses }) => sum + uses, 0);
  return [
    `The client may get ${counted(budget.tokensPerHour, 'token')} an hour (stage: ${budget.stage}).`,
    `In the clock hour of this request it got ${counted(tokensIn(hour), 'token')}, in the one before ${counted(tokensIn(hour - 1), 'token')}.`,
  ];
};

/** What else of this client was refused within an hour of this request. */
export const failuresEvidence: ReadEvidence = async ({ store, failure, client }) => {
  const of = { clientId: client.id };
  const causes = await store.failures.countByCause(of, failure.at - HOUR, failure.at + HOUR);
  if (causes.length === 0) return [];
  return [`Refused requests of this client within an hour of this one, of those kept: ${inWords(causes)}.`];
};

/** The same of everybody who asked from that network, which is no client's business. */
export const networkFailuresEvidence: ReadEvidence<FailureSources> = async ({ store, failure, asker }) => {
  const { network, at } = failure;
  if (network === null || asker.kind !== 'operator') return [];
  const causes = await store.failures.countByCause({ network }, at - HOUR, at + HOUR);
  if (causes.length === 0) return [];
  return [
    `The request came from ${network}. Refused requests from there within an hour of this one, of those kept: ${inWords(causes)}.`,
  ];
};

function inWords(causes: readonly FailuresByCause[]): string {
  return causes.map(({ cause, requests }) => `${requests.toLocaleString('en-US')} × ${cause}`).join(', ');
}

async function credentialsOf({
  store,
  client,
}: Pick<EvidenceSources, 'store' | 'client'>): Promise<readonly string[]> {
  return (await store.usage.ofClient(client.id)).map(({ credentialId }) => credentialId);
}
