import { DEFAULT_PREFIXES, type Environment, makeClientId, makeSecret } from '@gatepass/protocol';

/** A well-formed pair, the same in each run: every byte is the seed's. */
export function makePair(
  environment: Environment = 'live',
  seed = 7,
): { clientId: string; clientSecret: string } {
  const bytes = (length: number) => new Uint8Array(length).fill(seed);
  return {
    clientId: makeClientId(DEFAULT_PREFIXES.clientId, environment, bytes),
    clientSecret: makeSecret(DEFAULT_PREFIXES.clientSecret, environment, bytes).text,
  };
}
