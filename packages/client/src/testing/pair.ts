import { DEFAULT_PREFIXES, type Environment, makeClientId, makeSecret } from '@gatepass/protocol';

/** A well-formed pair, the same in each run: every byte is the seed's. */
export function makePair(
  environment: Environment = 'live',
  seed = 7,
): { clientId: string; clientSecret: string } {
  return {
    clientId: makeClientId(DEFAULT_PREFIXES.clientId, environment, bytesOf(seed)),
    clientSecret: makeSecret(DEFAULT_PREFIXES.clientSecret, environment, bytesOf(seed)).text,
  };
}

/** A secret of a deployment that begins its secrets with another word. */
export function makeSecretUnder(prefix: string, seed = 7): string {
  return makeSecret(prefix, 'live', bytesOf(seed)).text;
}

function bytesOf(seed: number): (length: number) => Uint8Array {
  return (length) => new Uint8Array(length).fill(seed);
}
