import { type Environment, makeClientId, makeSecret, SECRET_BODY_LENGTH } from '../../credential-format.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Makes a text that a person may take for the secret it is given, but that nobody can use. */
type LookAlike = (secret: string, random: SeededRandom) => string;

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** End a text so that what comes next cannot complete it. */
const ENDS = ['…', '***', '"', ' ', '\n', '-', '.', '\\n', '%22'];

export const LOOK_ALIKES: Readonly<Record<string, LookAlike>> = {
  'cut at its end': (secret, random) => secret.slice(0, random.below(secret.length)) + random.pick(ENDS),
  'cut at its beginning': (secret, random) => `.${secret.slice(1 + random.below(secret.length - 1))}`,
  'one character changed': (secret, random) => replaced(secret, random, BASE62),
  'one character broken': (secret, random) => replaced(secret, random, '-_ .%\\\n\0é'),
  'one character missing': (secret, random) => {
    const at = random.below(secret.length);
    return secret.slice(0, at) + secret.slice(at + 1) + random.pick(ENDS);
  },
  'one character twice': (secret, random) => {
    const at = inBody(secret, random);
    return secret[at] === secret[at + 1]
      ? ''
      : secret.slice(0, at) + secret[at] + secret.slice(at, -1) + random.pick(ENDS);
  },
  'two characters swapped': (secret, random) => {
    const at = inBody(secret, random);
    const [one, other] = [secret[at], secret[at + 1]];
    return one === other ? '' : `${secret.slice(0, at)}${other}${one}${secret.slice(at + 2)}`;
  },
  'broken over two lines': (secret, random) => {
    const at = inBody(secret, random);
    return `${secret.slice(0, at)}${random.pick(['\n', '\r\n', '\\\n', '=\n', ' '])}${secret.slice(at)}`;
  },
  'in capitals': (secret) => secret.toUpperCase(),
  'with the beginning of another': (secret) => {
    const other = secret.startsWith('rsec_') ? 'rsop_' : 'rsec_';
    return other + secret.slice(-SECRET_BODY_LENGTH);
  },
  'of another environment': (secret) =>
    secret.includes('_test_') ? secret.replace('_test_', '_') : secret.replace('_', '_test_'),
  'with another mark': (secret, random) => secret.replace('_', random.pick(['-', ':', '__', '%5F', '\\_'])),
  'of another product': (_secret, random) =>
    makeSecret(
      random.pick(['sk', 'ghp', 'rse', 'Rsec', 'xrsec', 'rsecs']),
      anyEnvironment(random),
      random.bytes,
    ).text,
  'of random characters': (secret, random) =>
    secret.slice(0, -SECRET_BODY_LENGTH) +
    Array.from({ length: SECRET_BODY_LENGTH }, () => random.pick([...BASE62])).join(''),
  'one letter over and over': (secret, random) =>
    secret.slice(0, -SECRET_BODY_LENGTH) + random.pick(['x', '0', 'X']).repeat(SECRET_BODY_LENGTH),
  'a client id': (_secret, random) => makeClientId('rspub', anyEnvironment(random), random.bytes),
};

function anyEnvironment(random: SeededRandom): Environment {
  return random.pick(['live', 'sandbox']);
}

/** Not among the last characters: what follows might complete it there. */
function inBody(secret: string, random: SeededRandom): number {
  return secret.length - SECRET_BODY_LENGTH + random.below(SECRET_BODY_LENGTH - 1);
}

function replaced(secret: string, random: SeededRandom, characters: string): string {
  const at = random.below(secret.length);
  const others = [...characters].filter((character) => character !== secret[at]);
  return secret.slice(0, at) + random.pick(others) + secret.slice(at + 1);
}
