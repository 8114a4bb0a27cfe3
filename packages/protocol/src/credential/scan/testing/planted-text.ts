import { DEFAULT_PREFIXES, type Environment, makeSecret } from '../../credential-format.ts';
import type { SecretKind } from '../secret-leads.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A secret that a scanner has to find, and where. */
export interface Planted {
  readonly kind: SecretKind;
  readonly environment: Environment;
  readonly text: string;
  /** In bytes. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface PlantedText {
  readonly bytes: Uint8Array;
  readonly planted: readonly Planted[];
}

type Encoding = 'utf8' | 'utf16le' | 'utf16be';

const KINDS: readonly SecretKind[] = ['clientSecret', 'operatorToken', 'apiKey'];
const ENVIRONMENTS: readonly Environment[] = ['live', 'sandbox'];

/** What stands around a secret where people leave them. */
const SURROUNDINGS: readonly (readonly [before: string, after: string])[] = [
  ['GATEPASS_CLIENT_SECRET=', '\n'],
  ["export SECRET='", "'; run\n"],
  ['{"client_secret":"', '","grant_type":"client_credentials"}'],
  ['"log":"first line\\n', '\\nthird line"'],
  ['"\\u0022', '\\u0022"'],
  ['client_id=rspub_0123456789ABCDEF&client_secret=', '&grant_type=client_credentials'],
  ['redirect=https%3A%2F%2Fexample.com%2F%3Fsecret%3D', '%26next%3D1'],
  ['https://user:', '@example.com/'],
  ['=3D', '=20'],
  ['\u001b[32m', '\u001b[0m'],
  ['Authorization: Bearer ', '\r\n'],
  ['`', '`'],
  ['<b>', '</b>'],
  ['\\x3d', '\\x0a'],
  ['KEY_', '_OLD'],
  ['é', 'é'],
  ['漢', '漢'],
  ['\0', '\0'],
  ['AAAA', 'AAAA'],
  ['', ''],
];

const FILLERS = [
  'The quick brown fox jumps over the lazy dog. ',
  'const rsec_ = await rsop_test_(1);\n',
  'Zürich, 東京 and 🏪\n',
  '\r\n\t\t\n\n',
  `${'0123456789abcdef'.repeat(12)}\n`,
  `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAA/+'.repeat(5)}==\n`,
  '\0\0\0\u0001\0',
  'rsec_ rsec_test_ rsop_ rsapi_ ',
  'r\0s\0e\0c\0_\0 ',
  '',
];

/** A text in some encoding, with secrets among look-alikes. */
export function plantedText(random: SeededRandom): PlantedText {
  let text = '';
  const secrets: (Omit<Planted, 'offset' | 'line' | 'column'> & { readonly index: number })[] = [];
  for (let part = 1 + random.below(6); part > 0; part--) {
    const [before, after] = random.pick(SURROUNDINGS);
    text += random.pick(FILLERS) + before;
    const kind = random.pick(KINDS);
    const environment = random.pick(ENVIRONMENTS);
    const secret = makeSecret(DEFAULT_PREFIXES[kind], environment, random.bytes).text;
    if (random.below(3) === 0) {
      secrets.push({ kind, environment, text: secret, index: text.length });
      text += secret;
    } else {
      text += random.pick(Object.values(LOOK_ALIKES))(secret, random);
    }
    text += after;
  }
  return encoded(text, secrets, random);
}

function encoded(
  text: string,
  secrets: readonly (Omit<Planted, 'offset' | 'line' | 'column'> & { readonly index: number })[],
  random: SeededRandom,
): PlantedText {
  const encoding = random.pick<Encoding>(['utf8', 'utf8', 'utf8', 'utf16le', 'utf16be']);
  const mark = random.below(2) === 0 ? '\ufeff' : '';
  return {
    bytes: encode(mark + text, encoding),
    planted: secrets.map(({ index, ...secret }) => {
      const before = text.slice(0, index);
      const line = before.slice(before.lastIndexOf('\n') + 1);
      return {
        ...secret,
        // In the other byte order a character's own byte is the second one.
        offset: encode(mark + before, encoding).length + Number(encoding === 'utf16be'),
        line: before.split('\n').length,
        column: 1 + (encoding === 'utf8' ? [...line].length : line.length),
      };
    }),
  };
}

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf8') return new TextEncoder().encode(text);
  const units = new DataView(new ArrayBuffer(2 * text.length));
  for (let index = 0; index < text.length; index++) {
    units.setUint16(2 * index, text.charCodeAt(index), encoding === 'utf16le');
  }
  return new Uint8Array(units.buffer);
}
