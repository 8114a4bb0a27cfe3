import { type Group, groupBy } from '../group-by.ts';
import { addCounts, type CountedCredential, type PlaceOfUse } from './counted-credential.ts';
import type { ClientDay, UsageBatch } from './usage.ts';

const HOURS_A_DAY = 24;

/** Sums what was counted into the rows that it is kept as: one of each key, in the order of credentials. */
export function toUsageBatch(counted: readonly CountedCredential[]): UsageBatch {
  const ordered = [...counted].sort((one, other) => (one.credentialId < other.credentialId ? -1 : 1));
  return {
    credentials: ordered.map(toCredentialUse),
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
  const { firstUsedAt, lastUsedAt, uses } = sum(places);
  return {
    credentialId,
    clientId,
    firstUsedAt,
    lastUsedAt,
    lastNetwork: latest(places).network,
    lastTokenEndsAt,
    uses,
  };
}

function toNetworks({ credentialId, places }: CountedCredential): UsageBatch['networks'] {
  return sumsBy(places, ({ hour, network }) => `${hour} ${network}`).map(
    ({ hour, network, uses, lastUsedAt }) => ({ credentialId, hour, network, uses, lastUsedAt }),
  );
}

function toInstances({ credentialId, places }: CountedCredential): UsageBatch['instances'] {
  return sumsBy(places, ({ instance }) => instance).flatMap(
    ({ instance, version = null, firstUsedAt, lastUsedAt, uses }) =>
      instance === undefined ? [] : { credentialId, instance, version, firstUsedAt, lastUsedAt, uses },
  );
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
  return byClient.flatMap(([clientId, group]) => {
    const places = group.map(({ place }) => place) as [PlaceOfUse, ...PlaceOfUse[]];
    return sumsBy(places, dayOf).map((place) => ({
      clientId,
      day: dayOf(place),
      overBudget: place.overBudget,
      outsideNetworks: place.outsideNetworks,
    }));
  });
}

function dayOf({ hour }: PlaceOfUse): number {
  return Math.floor(hour / HOURS_A_DAY);
}

/** One for each key. Most credentials have one place, which is its own sum. */
function sumsBy(places: Group<PlaceOfUse>, keyOf: (place: PlaceOfUse) => unknown): readonly PlaceOfUse[] {
  return places.length === 1 ? places : [...groupBy(places, keyOf).values()].map(sum);
}

function sum(places: Group<PlaceOfUse>): PlaceOfUse {
  const [first, ...others] = places;
  if (others.length === 0) return first;
  const total = { ...first };
  for (const other of others) addCounts(total, other);
  return total;
}

function latest(places: Group<PlaceOfUse>): PlaceOfUse {
  return places.reduce((last, place) => (place.lastUsedAt >= last.lastUsedAt ? place : last));
}
