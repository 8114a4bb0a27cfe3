import { type Group, groupBy } from '../group-by.ts';
import type { CountedCredential, PlaceOfUse } from './counted-credential.ts';
import type { ClientDay, UsageBatch } from './usage.ts';

const HOURS_A_DAY = 24;

/** Sums what was counted into the rows that it is kept as: one of each key, in the order of credentials. */
export function toUsageBatch(counted: readonly CountedCredential[]): UsageBatch {
  const ordered = [...counted].sort((one, other) => (one.credentialId < other.credentialId ? -1 : 1));
  return {
    credentials: ordered.map(toCredentialUse),
    hours: ordered.flatMap((credential) => usesBy(credential, ({ hour }) => hour)),
    days: ordered.flatMap((credential) => usesBy(credential, dayOf)),
    networks: ordered.flatMap(toNetworks),
    instances: ordered.flatMap(toInstances),
    clientDays: toClientDays(ordered),
  };
}

function toCredentialUse({
  credentialId,
  clientId,
  lastTokenEndsAt,
  places,
}: CountedCredential): UsageBatch['credentials'][number] {
  const last = latest(places);
  return {
    credentialId,
    clientId,
    firstUsedAt: earliestUse(places),
    lastUsedAt: last.lastUsedAt,
    lastNetwork: last.network,
    lastTokenEndsAt,
    uses: sum(places, ({ uses }) => uses),
  };
}

function usesBy(
  { credentialId, places }: CountedCredential,
  periodOf: (place: PlaceOfUse) => number,
): UsageBatch['hours'] {
  return [...groupBy(places, periodOf)].map(([period, group]) => ({
    credentialId,
    period,
    uses: sum(group, ({ uses }) => uses),
  }));
}

function toNetworks({ credentialId, places }: CountedCredential): UsageBatch['networks'] {
  return [...groupBy(places, dayOf)].flatMap(([day, ofDay]) =>
    [...groupBy(ofDay, ({ network }) => network)].map(([network, group]) => ({
      credentialId,
      day,
      network,
      uses: sum(group, ({ uses }) => uses),
      lastUsedAt: latest(group).lastUsedAt,
    })),
  );
}

function toInstances({ credentialId, places }: CountedCredential): UsageBatch['instances'] {
  return [...groupBy(places, ({ instance }) => instance)].flatMap(([instance, group]) => {
    if (instance === undefined) return [];
    const last = latest(group);
    return {
      credentialId,
      instance,
      version: last.version ?? null,
      firstUsedAt: earliestUse(group),
      lastUsedAt: last.lastUsedAt,
      uses: sum(group, ({ uses }) => uses),
    };
  });
}

/** Only days on which there is something to tell. */
function toClientDays(counted: readonly CountedCredential[]): ClientDay[] {
  const told = counted.flatMap(({ clientId, places }) =>
    places
      .filter(({ overBudget, outsideNetworks }) => overBudget > 0 || outsideNetworks > 0)
      .map((place) => ({ clientId, place })),
  );
  const byClient = [...groupBy(told, ({ clientId }) => clientId)];
  byClient.sort(([one], [other]) => (one < other ? -1 : 1));
  return byClient.flatMap(([clientId, group]) =>
    [
      ...groupBy(
        group.map(({ place }) => place),
        dayOf,
      ),
    ].map(([day, places]) => ({
      clientId,
      day,
      overBudget: sum(places, ({ overBudget }) => overBudget),
      outsideNetworks: sum(places, ({ outsideNetworks }) => outsideNetworks),
    })),
  );
}

function dayOf({ hour }: PlaceOfUse): number {
  return Math.floor(hour / HOURS_A_DAY);
}

function sum(places: readonly PlaceOfUse[], of: (place: PlaceOfUse) => number): number {
  return places.reduce((total, place) => total + of(place), 0);
}

function earliestUse(places: Group<PlaceOfUse>): number {
  return places.reduce((earliest, { firstUsedAt }) => Math.min(earliest, firstUsedAt), places[0].firstUsedAt);
}

function latest(places: Group<PlaceOfUse>): PlaceOfUse {
  return places.reduce((last, place) => (place.lastUsedAt >= last.lastUsedAt ? place : last));
}
